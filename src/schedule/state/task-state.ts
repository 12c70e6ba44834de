import type { EndStatus } from '../events/end-status.ts';
import type { StopCause, WaitReason } from '../events/event.ts';
import type { Pressure } from '../events/pressure.ts';
import type { StepsEnd } from '../events/step.ts';
import type { StepProgress } from './step-progress.ts';

/**
 *   pending ──▶ waiting ──▶ running ──▶ ended
 *      │         ▲ │         │ │ └──▶ stopping ──▶ ended, back-off, or waiting (evicted)
 *      │         │ │         │ │
 *      │         └─│─ back-off ◀┘
 *      └───────────┴──▶ ended (skipped, not needed, cancelled)
 */
export type TaskState = PendingTask | WaitingTask | RunningTask | StoppingTask | BackoffTask | EndedTask;

export interface PendingTask {
  readonly phase: 'pending';
  /** The first of its `needs-any` that has ended. */
  readonly anyBy?: string;
}

/** Between two attempts. */
export interface BackoffTask {
  readonly phase: 'backoff';
  /** The next attempt. */
  readonly attempt: number;
  readonly until: number;
  /** True if nothing else may run during the next attempt. */
  readonly alone: boolean;
  /** When its first attempt was admitted. */
  readonly first: number;
  /** The one of its `needs-any` that triggered it. */
  readonly anyBy?: string;
}

export interface WaitingTask {
  readonly phase: 'waiting';
  readonly triggered: number;
  /** The next attempt, counted from 1. */
  readonly attempt: number;
  /** True if nothing else may run during this attempt. */
  readonly alone: boolean;
  /** When its first attempt was admitted; absent before. */
  readonly first?: number;
  readonly anyBy?: string;
  readonly reason?: WaitReason;
  /** Number of the first check at which it did not fit. */
  readonly passedOver?: number;
}

export interface RunningTask {
  readonly phase: 'running';
  readonly attempt: number;
  readonly step: number;
  /** When the attempt was admitted. */
  readonly launched: number;
  /** When the step began. */
  readonly stepped: number;
  /** When the first attempt was. */
  readonly first: number;
  readonly anyBy?: string;
  /** When the attempt is stopped; absent without a timeout. While it is paused, this time stands still. */
  readonly deadline?: number;
  /** Since when it is paused; absent while it goes on. */
  readonly pausedAt?: number;
  readonly progress: StepProgress;
  /** When the step is stopped; absent without a time limit of its own. While it is paused, this time stands still. */
  readonly stepDeadline?: number;
  /** Once the step was asked to end because of that: when its process tree is killed, and whether it was. */
  readonly stepStop?: { readonly killAt: number; readonly killed: boolean };
  /** How its steps ended, once its `finally` steps run. */
  readonly finishing?: StepsEnd;
}

export interface StoppingTask {
  readonly phase: 'stopping';
  readonly attempt: number;
  readonly step: number;
  readonly launched: number;
  readonly first: number;
  readonly anyBy?: string;
  readonly cause: StopCause;
  /** With the cause `memory`. */
  readonly pressure?: Pressure;
  /** When its process tree is killed. */
  readonly killAt: number;
  readonly killed: boolean;
  readonly progress: StepProgress;
  /** How its steps ended, once its `finally` steps run. */
  readonly finishing?: StepsEnd;
  /** True if it is being stopped because the time for its `finally` steps is over. */
  readonly isOver?: true;
}

export interface EndedTask {
  readonly phase: 'ended';
  readonly status: EndStatus;
  /** Milliseconds since its first attempt was admitted, without those in which it was paused; absent if it never ran. */
  readonly duration?: number;
}
