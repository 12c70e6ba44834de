import type { Mission } from '../mission/model/mission.ts';
import type { EndStatus } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Predictions } from '../schedule/events/prediction.ts';

/** What a run that came to its end has shown of its tasks, its services and its machine. Milliseconds since its start. */
export interface MeasuredRun {
  readonly mission: Mission;
  readonly machine: MachineFacts;
  /** What it knew of earlier runs: launch order depends on it. */
  readonly predictions?: Predictions | undefined;
  /** When it was over. */
  readonly ended: number;
  /** By id. */
  readonly tasks: ReadonlyMap<string, MeasuredTask>;
  /** By id; only those that were started. */
  readonly services: ReadonlyMap<string, MeasuredService>;
  /** Windows that the journal holds, in order; the longer the run, the more it leaves out between them. */
  readonly readings: readonly MeasuredReading[];
  /** What decisions of the gate saw of the machine, in order: they tell of windows that the journal left out. */
  readonly views: readonly MeasuredView[];
  /** When somebody waited for CPU. */
  readonly heldByCpu: readonly Span[];
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface MeasuredTask {
  /** In order; empty when it never ran. */
  readonly attempts: readonly MeasuredAttempt[];
  readonly status: EndStatus;
}

export interface MeasuredAttempt {
  readonly started: number;
  readonly ended: number;
  readonly end: 'succeeded' | 'failed' | 'out-of-memory' | 'timed-out' | 'not-needed' | 'cancelled';
  /** When it was asked to end; absent when it was not. */
  readonly stopping?: number;
  /** In order; empty when no window saw it. */
  readonly use: readonly UsePoint[];
}

/** What a task had used up to a moment, from its first attempt on. */
export interface UsePoint {
  readonly at: number;
  readonly cpuSeconds: number;
  /** Resident bytes at that moment. */
  readonly memory: number;
}

export interface MeasuredService {
  readonly started: number;
  readonly ready?: number;
  /** When it could not be used any more; absent when all went well. */
  readonly failed?: number;
  readonly stopping?: number;
  readonly ended: number;
}

export interface MeasuredReading {
  readonly from: number;
  readonly to: number;
  /** When the schedule knew of it. */
  readonly at: number;
  /** Percent; absent where the machine did not tell. */
  readonly cpu?: number;
  readonly memory?: number;
}

export interface MeasuredView {
  readonly at: number;
  readonly cpu?: number;
  readonly memory?: number;
}
