/*
 * This folder has the types of a mission that was read, checked and filled in with defaults. Everything that runs or reports
 * a mission works with them.
 *
 * `mission.ts` has the types of the mission, its tasks and its services. `units.ts` reads durations and sizes. `task-definition.ts` has
 * the keys of a task that must be unchanged for an earlier success to count when a run is resumed.
 *
 * Invariants:
 * - The mission in the journal has these shapes. A key may be added, but journals of older versions must stay readable.
 * - Durations are milliseconds and sizes are bytes.
 * - Everything is read-only, and optional keys are absent, never `undefined`.
 *
 * Not here: the shapes of the file (`mission/schema`), and how a mission is made (`mission/build`).
 */
/** What a mission file means once it is read, checked and its defaults are filled in. */

/** A task is the work; a test is a specialist that checks the work or supports a task. */
export type TaskKind = 'task' | 'test';

/** The number of the level, as users read it in `MISSION_LEVEL`, in the context file and in `mission.json`. */
export function levelOf(kind: TaskKind): 2 | 3 {
  return kind === 'task' ? 2 : 3;
}

/**
 * `if-running`: only worth deploying while the supported task has not ended. `while-running`: also stopped when it ends.
 */
export type Deploy = 'always' | 'if-running' | 'while-running';

/** Which kind waits for the CPU and memory readings. With `off`, only workers, load and memory requests are checked. */
export type Gate = 'tests' | 'all' | 'off';

/** Below `caution` GREEN, from `caution` on YELLOW, from `limit` on RED. */
export interface Limits {
  readonly caution: number;
  readonly limit: number;
}

export interface MemoryLimits extends Limits {
  /** From here on, tasks that still grow are paused. 100: none is. Absent in older journals. */
  readonly critical?: number;
}

/** When a launch is allowed. Percentages 0-100, durations in milliseconds. */
export interface AdmissionRules {
  readonly cpu: Limits;
  readonly memory: MemoryLimits;
  readonly workers: Limits;
  /** Upper bound for the sum of declared loads, in percent of the machine. */
  readonly load: number;
  readonly gate: Gate;
  /** Measuring window. */
  readonly sample: number;
  /** When something starts or ends while a task waits for a reading, the next window ends after so long. 0: after a whole window. */
  readonly react: number;
  /** Longest wait between two checks. */
  readonly recheck: number;
  /** If the gate stays closed this long while nothing of the mission runs, one task starts and is recorded as forced. */
  readonly patience: number;
  /** False: no demand is learned, neither from the history nor from tasks of this run. */
  readonly learn: boolean;
  /** One GNU jobserver for the tools of all tasks. Absent: none. */
  readonly jobserver?: true;
  /** By name of a pool: how many places it has, at least 1. Absent without pools, and in older journals. */
  readonly pools?: Readonly<Record<string, number>>;
}

/** What may cause another attempt. */
export type RetryCause = 'failure' | 'timeout' | 'out-of-memory';

export interface Retry {
  /** Maximum number of attempts, including the first. At least 1. */
  readonly attempts: number;
  /** Milliseconds before the second attempt. */
  readonly delay: number;
  /** Factor by which the wait grows with each further attempt. At least 1. */
  readonly backoff: number;
  readonly on: readonly RetryCause[];
  /** Exit codes that cause another attempt too. Absent for none, as the three below, and in older journals. */
  readonly exitCodes?: readonly number[];
  /** Regular expressions, as `new RegExp` takes them: a line at the end of the log that matches one causes another attempt too. */
  readonly log?: readonly string[];
  /** Part of each wait that may be left out at random, from 0 to 1. */
  readonly jitter?: number;
  /** Longest wait, in milliseconds. */
  readonly maxDelay?: number;
}

/** How to detect that a service is ready; exactly one of `http`, `tcp`, `log` and `command`. */
export interface Ready {
  /** Answered with a status of 2xx or 3xx. */
  readonly http?: string;
  /** Accepts a connection: `host:port`, or a port of this machine. */
  readonly tcp?: string;
  /** Regular expression, as `new RegExp` takes it, that a line of its log matches. */
  readonly log?: string;
  /** Exits with 0. */
  readonly command?: string;
  /** Milliseconds it may take. */
  readonly timeout: number;
  /** Milliseconds between two tries. */
  readonly interval: number;
}

/** A file with variables for tasks and services. Their values are in no journal. */
export interface EnvFile {
  /** Relative to the root. */
  readonly path: string;
  /** What it contained when the run was prepared, as a digest; absent: it was not read. */
  readonly digest?: string;
}

/** Where an entry of an included file is written. */
export interface Included {
  /** Path from the folder of the main file, with `/`. */
  readonly file: string;
  /** What `as` puts before the ids of that file, such as `db.`; absent: nothing. */
  readonly prefix?: string;
}

/** Runs after each time that a service has become ready, before its users start. */
export interface ServiceSetup {
  readonly run: string;
  /** Milliseconds it may take. */
  readonly timeout: number;
}

/** A long-running process: started when a task first needs it, stopped when no task needs it any more. */
export interface Service {
  readonly id: string;
  readonly name: string;
  readonly run: string;
  /** Absent: ready as soon as its process runs. */
  readonly ready?: Ready;
  /** Absent for none, and in older journals. */
  readonly setup?: ServiceSetup;
  /** Values of this combination, by dimension; absent without a matrix, and in older journals. */
  readonly matrix?: Readonly<Record<string, MatrixValue>>;
  readonly shell?: string;
  readonly workingDirectory: string;
  /** Values of the mission and the service, merged. May contain `${{ }}`, evaluated at its start; never about tasks. */
  readonly env: Readonly<Record<string, string>>;
  /** Those of the mission included. */
  readonly secrets: readonly string[];
  /** 1-based line of its id in the mission file. */
  readonly line: number;
  /** Those of its mission file, then its own, which win. Absent: none. */
  readonly envFiles?: readonly EnvFile[];
  /** Absent: the main file. */
  readonly included?: Included;
}

/** The value of an input, by its type. */
export type InputValue = string | number | boolean;

export type MatrixValue = string | number | boolean;

/** `own`: a fresh checkout for each attempt. `from`: a copy of the workspace of that task, made when that one has ended. */
export type Workspace = 'own' | { readonly from: string };

export interface ArtifactPattern {
  /** A path or a pattern, relative to the root or the workspace of the task. A folder means everything in it. */
  readonly pattern: string;
  /** 1-based line in the mission file. */
  readonly line: number;
}

/** One command of a task. A task written with `run:` has exactly one, with nothing but its command. */
export interface Step {
  readonly name?: string;
  readonly run: string;
  /** The name under which conditions of later steps find how it ended. */
  readonly id?: string;
  /** Source of the condition, without `${{ }}`; absent: no step before it has failed, and in `finally`: always. */
  readonly if?: string;
  /** In addition to those of the task, which it overrides. May contain `${{ }}`, evaluated when the step starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: that of the task. */
  readonly shell?: string;
  /** Relative to the mission's root; absent: that of the task. */
  readonly workingDirectory?: string;
  /** If it fails, the task goes on as if it had succeeded. */
  readonly continueOnError?: true;
  /** Milliseconds after which the step is stopped. */
  readonly timeout?: number;
}

/** A task or a test: both are called tasks where their kind does not matter. */
export interface Task {
  /** ASCII letters, digits, `.`, `_`, `-`, `:`, and the values of its matrix as in `build (chrome, 24)`; unique in the mission. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly name: string;
  readonly description?: string;
  readonly scope: readonly string[];
  /** Words by which a run selects it, without `#`. Absent: none. */
  readonly tags?: readonly string[];
  /** Ids that all must have ended before this one is triggered. A matrix is listed by its combinations. */
  readonly needs: readonly string[];
  /**
   * Those of `needs` of which a skip counts as success, unless something before them failed. Absent for none, and in older journals.
   */
  readonly skippedOk?: readonly string[];
  /** Ids of which one must have ended, besides all of `needs`, before this one is triggered. Empty: not used. */
  readonly needsAny: readonly string[];
  /** Source of the condition, without `${{ }}`; absent: `success()` over what it needs. */
  readonly if?: string;
  /** Id of the task it helps. */
  readonly supports?: string;
  readonly deploy: Deploy;
  /** Percent of the machine it is expected to use. */
  readonly load?: number;
  /** CPU budget: how many CPUs its tools use, at least 1. Absent: all that the mission may use. */
  readonly cpus?: number;
  /** Bytes requested; the part that is not used yet is reserved. */
  readonly memory?: number;
  /** Milliseconds it is expected to take. */
  readonly expect?: number;
  /** `false`: it is never paused or evicted, however short memory is. */
  readonly pausable?: false;
  /** Milliseconds after which an attempt is stopped. */
  readonly timeout?: number;
  /** Milliseconds between TERM and KILL when an attempt is stopped. Absent: the default, also in older journals. */
  readonly grace?: number;
  /** Exit codes with which a step has succeeded. Absent: only 0, also in older journals. */
  readonly successExitCodes?: readonly number[];
  /** Absent: one attempt. */
  readonly retry?: Retry;
  /** `again`: it runs in every resume, also if it succeeded before. Absent: it is kept if it succeeded, also in older journals. */
  readonly resume?: 'again';
  /** Two tasks that share a lock never run at the same time. */
  readonly locks: readonly string[];
  /** By name of a pool: how many of its places the task takes while it runs, at least 1. Absent for none, and in older journals. */
  readonly pools?: Readonly<Record<string, number>>;
  /** Higher goes first among those with the same remaining path. */
  readonly priority: number;
  /** Ids of services that must be ready before it starts. */
  readonly services: readonly string[];
  /** Patterns; skipped unless a changed file matches. Empty: not used. */
  readonly paths: readonly string[];
  /** Values of this combination, by dimension; absent without a matrix. */
  readonly matrix?: Readonly<Record<string, MatrixValue>>;
  /** Names of environment variables whose values are redacted; those of the mission included. */
  readonly secrets: readonly string[];
  /** JUnit XML or TAP files that it writes: a path or pattern, relative to the mission's root. */
  readonly results?: string;
  /** Results without a test case, or no result file at all, are no failure. */
  readonly allowEmptyResults?: true;
  /** At least one. */
  readonly steps: readonly Step[];
  /** Steps that run after each attempt that has started, however it ended. Absent: none, and in older journals. */
  readonly finally?: readonly Step[];
  /** `bash`, `sh`, `pwsh`, `powershell`, `cmd`, `python`, or a template that contains `{0}`. Absent: the platform's default. */
  readonly shell?: string;
  /** Relative to the mission's root. */
  readonly workingDirectory: string;
  /** Values of the mission and the task, merged; the task wins. May contain `${{ }}`, evaluated at each start. */
  readonly env: Readonly<Record<string, string>>;
  readonly continueOnError: boolean;
  /** Absent: it works in the mission's root. */
  readonly workspace?: Workspace;
  /** Label of the runner that it needs, if the mission runs on several. Absent: any. */
  readonly runsOn?: string;
  /** Files that are kept when it has ended; empty: it leaves nothing. Absent: it does not say, and none are kept. */
  readonly artifacts?: readonly ArtifactPattern[];
  /** Path, relative to the mission's root, to which its completion report is also written. */
  readonly deliverable?: string;
  /** 1-based line of its id in the mission file. */
  readonly line: number;
  /** Those of its mission file, then its own, which win. Absent: none. */
  readonly envFiles?: readonly EnvFile[];
  /** Absent: the main file. */
  readonly included?: Included;
}

export interface Mission {
  readonly name: string;
  readonly goal?: string;
  readonly description?: string;
  readonly scope: readonly string[];
  readonly failFast: boolean;
  /** The values of its inputs in this run, by name. Absent: it declares none. */
  readonly inputs?: Readonly<Record<string, InputValue>>;
  /** Size limit of each log in bytes; absent: the default. */
  readonly logLimit?: number;
  /** Workspaces stay when the run has ended. Absent: they are removed. */
  readonly keepWorkspaces?: true;
  readonly admission: AdmissionRules;
  /** Tasks in the file's order, then tests in the file's order. At least one. */
  readonly tasks: readonly Task[];
  /** In the file's order. */
  readonly services: readonly Service[];
}
