import type { StepVariables } from './step.ts';

/** What the loop has to do after a transition; a closed union. The schedule itself starts and stops nothing. */
export type Effect =
  | StartEffect
  | TerminateEffect
  | KillEffect
  | PauseEffect
  | ContinueEffect
  | StartServiceEffect
  | TerminateServiceEffect
  | KillServiceEffect
  | MeasureEffect;

/** Start this step's process; answered by `step-started` and `step-exited`, or by `spawn-failed`. */
export interface StartEffect {
  readonly type: 'start';
  readonly id: string;
  readonly attempt: number;
  /** Index into the task's steps, its `finally` steps included. */
  readonly step: number;
  /** How often the task has been evicted before, so that its log keeps what it wrote until then. Absent for never. */
  readonly evictions?: number;
  /** True if a step of the attempt was started before it. Absent for the first one: the files of the attempt begin empty. */
  readonly later?: true;
  /** What earlier steps of the attempt handed to this one; absent for nothing. */
  readonly variables?: StepVariables;
}

/** Ask its process tree to end. */
export interface TerminateEffect {
  readonly type: 'terminate';
  readonly id: string;
}

/** Kill its process tree. */
export interface KillEffect {
  readonly type: 'kill';
  readonly id: string;
}

/** Stop its process tree (SIGSTOP): it keeps its memory and uses no CPU. */
export interface PauseEffect {
  readonly type: 'pause';
  readonly id: string;
}

/** Let its paused process tree go on (SIGCONT). */
export interface ContinueEffect {
  readonly type: 'continue';
  readonly id: string;
}

/** Start this service; answered by `service-started`, then `service-ready` or `service-failed`, and `service-exited`. */
export interface StartServiceEffect {
  readonly type: 'start-service';
  readonly id: string;
}

/** Ask a service's process tree to end. */
export interface TerminateServiceEffect {
  readonly type: 'terminate-service';
  readonly id: string;
}

/** Kill a service's process tree. */
export interface KillServiceEffect {
  readonly type: 'kill-service';
  readonly id: string;
}

/** Measure now, and again soon; answered by `sampled`. */
export interface MeasureEffect {
  readonly type: 'measure';
  /** Milliseconds after which the next window ends. */
  readonly within: number;
}
