import type { RetryCause } from '../../mission/model/mission.ts';
import type { EndStatus } from '../../schedule/events/end-status.ts';
import type { WorkspaceMade } from '../../schedule/events/event.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import type { ContinueCause } from '../../schedule/events/pause.ts';
import type { Pressure } from '../../schedule/events/pressure.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { TestResults } from '../../schedule/events/test-results.ts';
import type { Waited } from './waited.ts';

/** `evicted`: stopped because memory was critical, and run again. That is no failure. */
export type AttemptStatus = 'running' | 'evicted' | EndStatus;

/** A time for which its process tree was stopped. */
export interface PauseReport {
  readonly at: number;
  /** Absent while it is paused. */
  until?: number;
  /** Why it went on; absent if it was stopped or ended instead. */
  cause?: ContinueCause;
  readonly pressure: Pressure;
}

/** One launch of a task and its result. Times in milliseconds since the mission's start. */
export interface AttemptReport {
  /** Counted from 1. A launch that was evicted and the one that repeats it have the same number. */
  readonly number: number;
  readonly started: number;
  /** What delayed this launch, without the time before its trigger and without the back-off. */
  readonly waited: Waited;
  /** When it was asked to end; absent if it was not. */
  stopping?: number;
  /** When its `finally` steps began; absent if none did. */
  finishing?: number;
  ended?: number;
  status: AttemptStatus;
  /** Each pause because memory was critical, in order; absent if there was none. */
  pauses?: PauseReport[];
  /** If it was evicted: what the decision was based on. */
  pressure?: Pressure;
  /** A sentence; absent for a plain success. */
  reason?: string;
  /** Of its last step; at most one of the two. */
  exitCode?: number;
  signal?: string;
  /** True if the kernel's own counter proves that memory ran out while it ran. */
  outOfMemory?: boolean;
  /** Its workspace; absent if it works in the root. */
  workspace?: WorkspaceMade;
  /** Usage of its ended steps; absent if it could not be measured. */
  usage?: TreeUsage;
  /** Why and when the next attempt follows; absent if there is none. */
  retry?: { readonly cause: RetryCause; readonly until: number };
  /** Only of an attempt that was retried: those of the newest attempt are the task's own. */
  logTail?: string;
  causes?: readonly LogLine[];
  results?: TestResults;
}
