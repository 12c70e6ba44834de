/** What a mission file means once it is read, checked and its defaults are filled in. */

/** 2: a task, the work. 3: a test, a specialist that checks the work or supports a task. */
export type Level = 2 | 3;

/** `if-running`: only worth deploying while the supported task has not ended. */
export type Deploy = 'always' | 'if-running';

/** Which level waits for the CPU and memory readings; `off` leaves slots, load and memory requests. */
export type Gate = 'tests' | 'all' | 'off';

/** Below `caution` GREEN, from `caution` on YELLOW, from `limit` on RED. */
export interface Limits {
  readonly caution: number;
  readonly limit: number;
}

/** When a launch is allowed. Percentages 0-100, durations in milliseconds. */
export interface AdmissionRules {
  readonly cpu: Limits;
  readonly memory: Limits;
  readonly workers: Limits;
  /** Sum of declared loads that may run at once, in percent of the machine. */
  readonly load: number;
  readonly gate: Gate;
  /** Measuring window. */
  readonly sample: number;
  /** Longest wait between two checks. */
  readonly recheck: number;
  /** Closed this long with nothing of ours running: one is launched, recorded as forced. */
  readonly patience: number;
}

/** One command of a task. A task written with `run:` has exactly one, without a name. */
export interface Step {
  readonly name?: string;
  readonly run: string;
}

/** A task or a test: both are "tasks" wherever their level does not matter. */
export interface Task {
  /** ASCII letters, digits, `.`, `_`, `-`; unique in the mission. */
  readonly id: string;
  readonly level: Level;
  readonly name: string;
  readonly description?: string;
  readonly scope: readonly string[];
  /** Ids whose completion triggers this one; all of them. Empty: triggered at the start. */
  readonly needs: readonly string[];
  /** Id of the task it helps. */
  readonly supports?: string;
  readonly deploy: Deploy;
  /** Percent of the machine it is expected to use. */
  readonly load?: number;
  /** Bytes requested, reserved while not used yet. */
  readonly memory?: number;
  /** Milliseconds it is expected to take. */
  readonly expect?: number;
  /** Milliseconds after which an attempt is stopped. */
  readonly timeout?: number;
  /** At least one. */
  readonly steps: readonly Step[];
  /** `bash`, `sh`, `pwsh`, `powershell`, `cmd`, `python`, or a template that contains `{0}`. Absent: the platform's default. */
  readonly shell?: string;
  /** Relative to the mission's root. */
  readonly workingDirectory: string;
  /** Mission, level and task values merged, the nearest wins. */
  readonly env: Readonly<Record<string, string>>;
  readonly continueOnError: boolean;
  /** Path, relative to the mission's root, where its completion report is expected. */
  readonly deliverable?: string;
  /** 1-based line of its id in the mission file. */
  readonly line: number;
}

export interface Mission {
  readonly name: string;
  readonly goal?: string;
  readonly description?: string;
  readonly scope: readonly string[];
  readonly failFast: boolean;
  readonly admission: AdmissionRules;
  /** Tasks in the file's order, then tests in the file's order. At least one. */
  readonly tasks: readonly Task[];
}
