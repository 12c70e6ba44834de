/** The data that expressions read, and the result of parsing one. Does not load the expression library, so it can be imported anywhere. */

import type { Expr, Token } from './library.ts';

/** As `needs.ID.result` in workflows. */
export type TaskResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Any JSON value; an absent value reads as null. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A type and not an interface, so that it is `Json` as well. */
export type TaskFacts = {
  /** One of `TASK_STATUSES`. */
  readonly status: string;
  /** Absent until it has ended. */
  readonly result?: TaskResult;
  readonly outputs: Readonly<Record<string, string>>;
  /** Seconds from its first launch to its end; absent until it has ended. */
  readonly duration?: number;
};

/** Values of `steps.ID.outcome` and `steps.ID.conclusion`, as in workflows. */
export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** How a step ended. A type, as `TaskFacts` is. */
export type StepFacts = {
  readonly outcome: StepResult;
  /** The same, but `success` for a failure with `continue-on-error`. */
  readonly conclusion: StepResult;
};

export interface ExpressionFacts {
  readonly tasks: Readonly<Record<string, TaskFacts>>;
  /** By id: the steps of the same task that have ended or were skipped; absent outside of steps. */
  readonly steps?: Readonly<Record<string, StepFacts>>;
  readonly env: Readonly<Record<string, string>>;
  /** As the `github` context of workflows, `event` included. */
  readonly github: Json;
  /** The values of the mission's inputs, by name. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  readonly mission: MissionFacts;
  readonly matrix: Readonly<Record<string, string | number | boolean>>;
  /** As the `runner` context of workflows; outside of a runner with fewer properties. */
  readonly runner: RunnerFacts;
  /**
   * How the needs ended, as `success()` and `failure()` count them. A failure with `continue-on-error` and a task that was not
   * needed are `success`. If a need was skipped because of a failure further up, there is a `failure` too. In a step: how the steps
   * before it ended instead.
   */
  readonly needs: readonly TaskResult[];
  readonly cancelled: boolean;
  readonly running: (id: string) => boolean;
  /** Whether a changed file matches these patterns, read in order as in `paths`. */
  readonly changed: (patterns: readonly string[]) => boolean;
}

/** A type, as `TaskFacts` is. */
export type MissionFacts = {
  readonly name: string;
  readonly goal?: string;
  readonly description?: string;
};

/** A type, as `TaskFacts` is. Names and spellings are those of workflows. */
export type RunnerFacts = {
  /** `Linux`, `macOS` or `Windows`. */
  readonly os?: string;
  /** `X86`, `X64`, `ARM` or `ARM64`. */
  readonly arch?: string;
  /** A folder for temporary files. */
  readonly temp?: string;
  readonly name?: string;
  /** `github-hosted` or `self-hosted`; absent outside of a runner, as are the following. */
  readonly environment?: string;
  readonly tool_cache?: string;
  readonly workspace?: string;
  readonly debug?: string;
};

/** Properties of `runner`. */
export const RUNNER_PROPERTIES = [
  ...(['os', 'arch', 'temp', 'name', 'environment', 'tool_cache', 'workspace', 'debug'] as const),
] satisfies (keyof RunnerFacts)[];

/** Properties of `tasks.ID`. */
export const TASK_PROPERTIES = ['status', 'result', 'outputs', 'duration'] as const satisfies (keyof TaskFacts)[];

/** Properties of `steps.ID`. */
export const STEP_PROPERTIES = ['outcome', 'conclusion'] as const satisfies (keyof StepFacts)[];

/** Properties of `mission`. */
export const MISSION_PROPERTIES = ['name', 'goal', 'description'] as const satisfies (keyof MissionFacts)[];

/** Values of `tasks.ID.status`, in the order of a task's life. */
export const TASK_STATUSES = [
  ...['pending', 'triggered', 'waiting', 'running', 'backoff'],
  ...['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped', 'not-needed'],
];

export const TASK_RESULTS: readonly TaskResult[] = ['success', 'failure', 'cancelled', 'skipped'];

export const STEP_RESULTS: readonly StepResult[] = ['success', 'failure', 'cancelled', 'skipped'];

/** A finding inside a text. Offsets count UTF-16 units from the text's start, the end exclusive. */
export interface ExpressionFinding {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export type Reading<Parsed> =
  | { readonly type: 'parsed'; readonly parsed: Parsed }
  | { readonly type: 'rejected'; readonly findings: readonly ExpressionFinding[] };

/** One expression that can be evaluated any number of times. */
export interface Expression {
  /** Without `${{` and `}}`. */
  readonly text: string;
  readonly tree: Expr;
  /** Where each token of the tree starts in the text that contains the expression. */
  readonly offsets: ReadonlyMap<Token, number>;
}

export interface ParsedCondition {
  readonly type: 'condition';
  readonly expression: Expression;
  /** True if it calls no status function, so that it also requires `success()`, as in workflows. */
  readonly impliesSuccess: boolean;
}

export interface ParsedTemplate {
  readonly type: 'template';
  readonly parts: readonly (string | Expression)[];
}
