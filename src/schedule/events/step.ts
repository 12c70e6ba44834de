import type { RetryCause } from '../../mission/model/mission.ts';
import type { EndStatus } from './end-status.ts';

/** What a step hands to the later steps of its attempt. */
export interface StepVariables {
  /** From MISSION_ENV. */
  readonly env: Readonly<Record<string, string>>;
  /** From MISSION_PATH: folders, the one that is searched first at the beginning. */
  readonly path: readonly string[];
}

/** The step before it has ended, or was skipped; this one starts now. */
export interface StepAdvanced {
  readonly type: 'step-advanced';
  readonly at: number;
  readonly id: string;
  readonly step: number;
}

/** The step does not run in this attempt. Not recorded for steps without `if` after a failure. */
export interface StepSkipped {
  readonly type: 'step-skipped';
  readonly at: number;
  readonly id: string;
  readonly step: number;
  /** A sentence. */
  readonly reason: string;
  /** True if its `if` cannot be evaluated: then the step has failed. */
  readonly failed?: true;
}

/** The time limit of the step is over: its process tree is asked to end (TERM). */
export interface StepTimedOut {
  readonly type: 'step-timed-out';
  readonly at: number;
  readonly id: string;
  readonly step: number;
}

/** How an attempt ended, before its `finally` steps run. */
export interface StepsEnd {
  readonly status: EndStatus;
  /** A sentence; absent for a plain success. */
  readonly reason?: string;
  readonly failedStep?: number;
  /** What `retry` may name to have another attempt; absent if another one would be of no use. */
  readonly cause?: RetryCause;
  /** Of the step that decided it; absent if a signal ended it, or it could not be started. */
  readonly exitCode?: number;
  /** The line of the log that `retry.on` names. */
  readonly retryLine?: string;
  /** Why some artifacts could not be kept until now; a `finally` step may still make them. */
  readonly artifactsProblem?: string;
}

/** The steps of the attempt are over. Its `finally` steps begin; they never begin twice. */
export interface Finishing extends StepsEnd {
  readonly type: 'finishing';
  readonly at: number;
  readonly id: string;
  readonly attempt: number;
}

/** A resumed run begins the `finally` steps of an attempt that ran when the runner was killed. */
export interface Cleaning {
  readonly type: 'cleaning';
  readonly at: number;
  readonly id: string;
  readonly attempt: number;
}

/** These `finally` steps are over. */
export interface Cleaned {
  readonly type: 'cleaned';
  readonly at: number;
  readonly id: string;
  /** A sentence: what failed. */
  readonly failure?: string;
}
