import type { RetryCause } from '../../mission/model/mission.ts';
import type { EndStatus, TestResults } from '../../schedule/events/event.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { Waited } from './waited.ts';

/** One launch of a task, and what came of it. Times in milliseconds since the mission's start. */
export interface AttemptReport {
  /** Counted from 1. */
  readonly number: number;
  readonly started: number;
  /** What held this launch back, the time before its trigger and the back-off aside. */
  readonly waited: Waited;
  /** When it was asked to end; absent when it was not. */
  stopping?: number;
  ended?: number;
  status: 'running' | EndStatus;
  /** A sentence; absent for a plain success. */
  reason?: string;
  /** Of its last step; at most one of the two. */
  exitCode?: number;
  signal?: string;
  /** True where the kernel's own counter proves that memory ran out while it ran. */
  outOfMemory?: boolean;
  /** What its steps used that have ended; absent where that could not be measured. */
  usage?: TreeUsage;
  /** What made another attempt worth it; absent when there is none. */
  retry?: { readonly cause: RetryCause; readonly until: number };
  /** Only of one that was tried again: the newest attempt's are the task's own. */
  logTail?: string;
  results?: TestResults;
}
