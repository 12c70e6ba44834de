import type { TreeUsage } from './reading.ts';

/** What happens to services: part of the closed union in `event.ts`. */

export interface ServiceStarted {
  readonly type: 'service-started';
  readonly at: number;
  readonly id: string;
  readonly pid: number;
}

/** It answered as its `ready` asks. */
export interface ServiceReady {
  readonly type: 'service-ready';
  readonly at: number;
  readonly id: string;
}

/** It could not be started, or was not ready in time; a process that is there is still to be stopped. */
export interface ServiceFailed {
  readonly type: 'service-failed';
  readonly at: number;
  readonly id: string;
  /** A sentence, with what was last seen. */
  readonly message: string;
  /** False when there is no process to stop. */
  readonly running: boolean;
}

export interface ServiceExited {
  readonly type: 'service-exited';
  readonly at: number;
  readonly id: string;
  /** Exactly one of `exitCode` and `signal` is there. */
  readonly exitCode?: number;
  readonly signal?: string;
  /** What its process tree used; absent where that cannot be measured. */
  readonly usage?: TreeUsage;
  readonly logTail: string;
}

/** Somebody needs it for the first time. */
export interface ServiceStarting {
  readonly type: 'service-starting';
  readonly at: number;
  readonly id: string;
  /** Who needs it. */
  readonly by: string;
}

/** Nobody needs it any more, or everything is stopped. */
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
