import type { Service } from '../../mission/model/mission.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import type { TaskUsage } from './task-usage.ts';

/** `failed` begins when it cannot be used any more, even while its process is being stopped. */
export type ServiceStatus = 'idle' | 'starting' | 'ready' | 'stopping' | 'stopped' | 'failed';

/** A service with its status so far. Times in milliseconds since the mission's start. */
export interface ServiceReport {
  readonly service: Service;
  /** Ids of the tasks and tests that list it, in the order of the mission file. */
  readonly users: readonly string[];
  status: ServiceStatus;
  /** The first task that needed it. */
  startedFor?: string;
  started?: number;
  /** When it could be used: its `ready` check had passed, and its setup had ended. */
  ready?: number;
  /** Milliseconds of its start that its setup took; absent without one. */
  setup?: number | undefined;
  /** When it failed, and why. */
  failed?: number;
  failure?: string;
  /** When it was asked to end because no task needed it any more. */
  stopping?: number;
  /** When its process was gone. */
  ended?: number;
  exitCode?: number;
  signal?: string;
  usage?: TaskUsage;
  /** It did not end within the grace period. */
  killed: boolean;
  /** Absent until it has exited. If its setup failed: what the setup wrote. */
  logTail?: string;
  /** Lines of its log that look like the cause, if its setup failed. */
  causes?: readonly LogLine[];
  /** The part in which it ran, in a run over several runners. */
  readonly runner?: number;
}
