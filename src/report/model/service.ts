import type { Service } from '../../mission/model/mission.ts';
import type { TaskUsage } from './task-usage.ts';

/** `failed` holds from the moment it cannot be used, also while its process is still being stopped. */
export type ServiceStatus = 'idle' | 'starting' | 'ready' | 'stopping' | 'stopped' | 'failed';

/** A service as far as it has come. Times in milliseconds since the mission's start. */
export interface ServiceReport {
  readonly service: Service;
  /** Ids of those that list it, in the mission's order. */
  readonly users: readonly string[];
  status: ServiceStatus;
  /** Who was the first to need it. */
  startedFor?: string;
  started?: number;
  ready?: number;
  /** When it failed, and why. */
  failed?: number;
  failure?: string;
  /** When it was asked to end because nobody needed it any more. */
  stopping?: number;
  /** When its process was gone. */
  ended?: number;
  exitCode?: number;
  signal?: string;
  usage?: TaskUsage;
  /** It did not end within the grace. */
  killed: boolean;
  /** There once it has exited. */
  logTail?: string;
}
