import type { RetryCause } from '../../mission/model/mission.ts';
import type { EndStatus, LogLine, TestResults } from '../../schedule/events/event.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { Waited } from './waited.ts';

/** One launch of a task and its result. Times in milliseconds since the mission's start. */
export interface AttemptReport {
  /** Counted from 1. */
  readonly number: number;
  readonly started: number;
  /** What delayed this launch, without the time before its trigger and without the back-off. */
  readonly waited: Waited;
  /** When it was asked to end; absent if it was not. */
  stopping?: number;
  ended?: number;
  status: 'running' | EndStatus;
  /** A sentence; absent for a plain success. */
  reason?: string;
  /** Of its last step; at most one of the two. */
  exitCode?: number;
  signal?: string;
  /** True if the kernel's own counter proves that memory ran out while it ran. */
  outOfMemory?: boolean;
  /** Usage of its ended steps; absent if it could not be measured. */
  usage?: TreeUsage;
  /** Why and when the next attempt follows; absent if there is none. */
  retry?: { readonly cause: RetryCause; readonly until: number };
  /** Only of an attempt that was retried: those of the newest attempt are the task's own. */
  logTail?: string;
  causes?: readonly LogLine[];
  results?: TestResults;
}
