import type { LogLine } from './log-line.ts';
import type { TreeUsage } from './reading.ts';

/** Events of services: part of the closed union in `event.ts`. */

export interface ServiceStarted {
  readonly type: 'service-started';
  readonly at: number;
  readonly id: string;
  readonly pid: number;
}

/** Its `ready` check passed, and its setup has ended. */
export interface ServiceReady {
  readonly type: 'service-ready';
  readonly at: number;
  readonly id: string;
  /** Milliseconds that its setup took. Absent without one, and in older journals. */
  readonly setup?: number;
}

/** It could not be started, or was not ready in time. If a process runs, it still has to be stopped. */
export interface ServiceFailed {
  readonly type: 'service-failed';
  readonly at: number;
  readonly id: string;
  /** A sentence with the result of the last try. */
  readonly message: string;
  /** False when there is no process to stop. */
  readonly running: boolean;
  /** Only if its setup failed: the log of the setup, as far as it was written then. */
  readonly setupLog?: SetupLog;
}

/** What the setup of a service wrote. */
export interface SetupLog {
  /** Its last lines, control characters removed. */
  readonly logTail: string;
  /** The first lines that look like the cause, as those of a task; absent if there are none. */
  readonly causes?: readonly LogLine[];
}

export interface ServiceExited {
  readonly type: 'service-exited';
  readonly at: number;
  readonly id: string;
  /** Exactly one of `exitCode` and `signal` is there. */
  readonly exitCode?: number;
  readonly signal?: string;
  /** Usage of its process tree; absent if it cannot be measured. */
  readonly usage?: TreeUsage;
  readonly logTail: string;
}

/** A task needs it for the first time. */
export interface ServiceStarting {
  readonly type: 'service-starting';
  readonly at: number;
  readonly id: string;
  /** Id of that task. */
  readonly by: string;
}

/** No task needs it any more, or everything is stopped. */
export interface ServiceStopping {
  readonly type: 'service-stopping';
  readonly at: number;
  readonly id: string;
}

export interface ServiceKilling {
  readonly type: 'service-killing';
  readonly at: number;
  readonly id: string;
}
