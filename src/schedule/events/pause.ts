import type { Pressure } from './pressure.ts';

/** Its process tree is stopped (SIGSTOP), because memory is critical and it grows. Its timeout and its duration stand still. */
export interface Paused {
  readonly type: 'paused';
  readonly at: number;
  readonly id: string;
  readonly pressure: Pressure;
}

/**
 * `memory`: memory is below its limit again. `alone`: nothing beside it could free memory. `exited`: it had exited before the pause
 * took effect.
 */
export type ContinueCause = 'memory' | 'alone' | 'exited';

/** Its paused process tree goes on (SIGCONT). */
export interface Continued {
  readonly type: 'continued';
  readonly at: number;
  readonly id: string;
  readonly cause: ContinueCause;
  /** Percent of memory in use then, as compared with the limit; absent if it was not measured. */
  readonly memory?: number;
}

/** It was stopped because memory is short, and waits to run again with nothing beside it. That is no failure and no attempt of `retry`. */
export interface Evicted {
  readonly type: 'evicted';
  readonly at: number;
  readonly id: string;
  /** The attempt that is repeated. */
  readonly attempt: number;
  /** How often it has been evicted, counted from 1. */
  readonly times: number;
}
