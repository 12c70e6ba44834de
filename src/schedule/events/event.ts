/*
 * This folder has the types of everything that happens in a run, as one closed union. Observations come from outside: a process
 * exited, a window was measured. Decisions are what `transition` derives from them. Both are appended to the journal, in order,
 * before any effect is executed, and every document is a fold over them.
 *
 * - `at` is in milliseconds since the mission's start, monotonic, whatever the wall clock does.
 * - The shapes are a documented format. A field may be added, but none may be removed or change its meaning: journals of older
 *   versions must stay readable (`run/folder/upgrade-event.ts`).
 * - Optional fields are absent, never `undefined` or `null`.
 * - Every place that handles events ends with `satisfies never`, so that a new type cannot be forgotten anywhere.
 *   `test/schedule/verdict.test.ts` asks of each new type whether it reports that something went wrong.
 */

import type { RetryCause } from '../../mission/model/mission.ts';
import type { EndStatus } from './end-status.ts';
import type { KeptFiles } from './kept-files.ts';
import type { LogLine } from './log-line.ts';
import type { MissionStarted, Resumed } from './opening.ts';
import type { Continued, Evicted, Paused } from './pause.ts';
import type { Pressure } from './pressure.ts';
import type { GateView, Reading, TreeUsage } from './reading.ts';
import type {
  ServiceExited,
  ServiceFailed,
  ServiceKilling,
  ServiceReady,
  ServiceStarted,
  ServiceStarting,
  ServiceStopping,
} from './service.ts';
import type { Degraded, Interrupted, Killing, Requeued } from './short.ts';
import type { Cleaned, Cleaning, Finishing, StepAdvanced, StepSkipped, StepTimedOut, StepVariables } from './step.ts';
import type { TestResults } from './test-results.ts';

/** Everything that happens in a run. */
export type Event = Observation | Decision;

export type Observation =
  | MissionStarted
  | Resumed
  | Sampled
  | Woke
  | StepStarted
  | SpawnFailed
  | StepExited
  | Interrupted
  | Lost
  | ServiceStarted
  | ServiceReady
  | ServiceFailed
  | ServiceExited
  | Degraded;

export type Decision =
  | Triggered
  | Checked
  | Deferred
  | Admitted
  | StepAdvanced
  | StepSkipped
  | StepTimedOut
  | Finishing
  | Cleaning
  | Cleaned
  | Stopping
  | Killing
  | Retrying
  | Requeued
  | Paused
  | Continued
  | Evicted
  | Ended
  | ServiceStarting
  | ServiceStopping
  | ServiceKilling
  | MissionEnded;

/** A measuring window has passed. */
export interface Sampled {
  readonly type: 'sampled';
  readonly at: number;
  readonly reading: Reading;
}

/** A moment that the schedule asked for has come: a timeout, the end of a grace period, a recheck. */
export interface Woke {
  readonly type: 'woke';
  readonly at: number;
}

export interface StepStarted {
  readonly type: 'step-started';
  readonly at: number;
  readonly id: string;
  /** Index into the task's steps, its `finally` steps included. */
  readonly step: number;
  readonly pid: number;
  /** Of the first step of a task with a workspace. */
  readonly workspace?: WorkspaceMade;
}

export interface WorkspaceMade {
  /** Absolute top folder. */
  readonly folder: string;
  /** Milliseconds that it took to make it. */
  readonly took: number;
}

/** The step's process could not be started. */
export interface SpawnFailed {
  readonly type: 'spawn-failed';
  readonly at: number;
  readonly id: string;
  readonly step: number;
  readonly message: string;
}

export interface StepExited {
  readonly type: 'step-exited';
  readonly at: number;
  readonly id: string;
  readonly step: number;
  /** Exactly one of `exitCode` and `signal` is there. */
  readonly exitCode?: number;
  readonly signal?: string;
  /** True where the kernel's own counter proves that memory ran out while it ran. */
  readonly outOfMemory?: boolean;
  /** True if the kernel killed a process for memory, and other tasks were killed at that moment, so that the victim is not known. */
  readonly maybeOutOfMemory?: boolean;
  /** Usage of its process tree; absent if it cannot be measured. */
  readonly usage?: TreeUsage;
  /** Processes that were still running in its process group and were killed. */
  readonly leftovers?: readonly Leftover[];
  /** What later steps get; absent for nothing. Values that hold a secret are not in the journal. */
  readonly variables?: StepVariables;
  /** Why MISSION_ENV or MISSION_PATH was rejected: the step has failed then, whatever its exit code is. */
  readonly variablesRejected?: string;
  /** What the attempt left behind; read when its steps are over. After a `finally` step: its log, its report and its artifacts. */
  readonly left?: LeftBehind;
}

export interface Leftover {
  readonly pid: number;
  readonly command: string;
}

/** What an attempt left in files, taken into the journal so that reports need nothing else. */
export interface LeftBehind {
  /** Last lines of the log, control characters removed. */
  readonly logTail: string;
  readonly logBytes: number;
  /** Bytes that were cut out of the log's middle, because it was too long or its disk nearly full. */
  readonly logCut?: number;
  /**
   * Of an attempt that failed: the first lines of its log that look like the cause, at most 10, each of at most 300 UTF-16 units,
   * sanitized. Absent if there are none, and in journals of older versions.
   */
  readonly causes?: readonly LogLine[];
  /** The last lines of its log when it failed, at most 4 that have a letter or a digit, cut as `causes`; only if there are no causes. */
  readonly lastLines?: readonly LogLine[];
  /** Of an attempt that did not end well: the line of its log that `retry.on` names, sanitized, at most 300 UTF-16 units. */
  readonly retryLine?: string;
  /** From MISSION_OUTPUT. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Only in the journal: names of those that held a secret, and have `***` there. */
  readonly redactedOutputs?: readonly string[];
  /** Why MISSION_OUTPUT was rejected: an attempt that exited with 0 counts as failed then. */
  readonly outputsRejected?: string;
  /** Markdown from MISSION_REPORT, cut at 256 KiB. */
  readonly report?: string;
  /** From the result files that it wrote. */
  readonly results?: TestResults;
  /** Why its results could not be read: the task counts as failed then. */
  readonly resultsProblem?: string;
  /** Files that were kept for `artifacts`. */
  readonly artifacts?: KeptFiles;
  /** Why some could not be kept: an attempt that exited with 0 counts as failed then. */
  readonly artifactsProblem?: string;
  /** True if this attempt wrote the deliverable itself: then the file stays. */
  readonly wroteDeliverable?: boolean;
}

/** A task that was running when the runner died. Its processes were gone, or were found and stopped afterwards. */
export interface Lost {
  readonly type: 'lost';
  readonly at: number;
  readonly id: string;
  readonly left?: LeftBehind;
}

/** Its needs have ended. */
export interface Triggered {
  readonly type: 'triggered';
  readonly at: number;
  readonly id: string;
  /** The need that ended last; absent if it needs nothing. */
  readonly by?: string;
}

/** What may hold a triggered task back. */
export type WaitReason = 'cpu' | 'memory' | 'slots' | 'load' | 'lock' | 'pool' | 'service';

/** The gate was checked while tasks were waiting. */
export interface Checked {
  readonly type: 'checked';
  readonly at: number;
}

/** From now on these tasks wait for this reason; repeated only if the reason changes. */
export interface Deferred {
  readonly type: 'deferred';
  readonly at: number;
  readonly ids: readonly string[];
  readonly reason: WaitReason;
  /** A sentence with the figures, such as `CPU 81 % + 25 % for tasks that just started, limit 75 %`. */
  readonly detail: string;
  readonly view: GateView;
}

/** It starts now. */
export interface Admitted {
  readonly type: 'admitted';
  readonly at: number;
  readonly id: string;
  readonly attempt: number;
  /** True if the gate was closed for `patience` while nothing of the mission ran. */
  readonly forced: boolean;
  /** If forced: why the gate was closed. */
  readonly detail?: string;
  /** As seen before this launch. */
  readonly view: GateView;
}

/**
 * `not-needed`: the task that it supports has ended, and it is only deployed while that task runs. `memory`: it is evicted, because
 * memory is short.
 */
export type StopCause = 'timeout' | 'interrupted' | 'fail-fast' | 'not-needed' | 'memory';

/** Its process tree is asked to end (TERM). */
export interface Stopping {
  readonly type: 'stopping';
  readonly at: number;
  readonly id: string;
  readonly cause: StopCause;
  /** With the cause `memory`: what the decision is based on. */
  readonly pressure?: Pressure;
}

/** The attempt failed or timed out, and another one follows. */
export interface Retrying {
  readonly type: 'retrying';
  readonly at: number;
  readonly id: string;
  /** The attempt that ended, counted from 1. */
  readonly attempt: number;
  readonly cause: RetryCause;
  /** A sentence. */
  readonly reason: string;
  /** When the next attempt may start. */
  readonly until: number;
}

export interface Ended {
  readonly type: 'ended';
  readonly at: number;
  readonly id: string;
  readonly status: EndStatus;
  /** A sentence; absent for a plain success. */
  readonly reason?: string;
  /** Index of the step that failed. */
  readonly failedStep?: number;
}

export type MissionResult = 'succeeded' | 'failed' | 'cancelled';

/** The last event of a run, unless the run is resumed. */
export interface MissionEnded {
  readonly type: 'mission-ended';
  readonly at: number;
  readonly result: MissionResult;
}
