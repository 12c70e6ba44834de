/*
 * The contract between the runner and a task: what a task sees, and which files it exchanges with the runner.
 *
 * This file makes the environment: the caller's variables without those that would let a task act as the runner, then the task's own
 * `env`, then the facts of the launch, which nothing overrides. `task-files.ts` names the files of an attempt, and `script-folder.ts` the folder of
 * the scripts.
 *
 * Invariants:
 * - A task never gets the runner's tokens, inputs, or the files through which the action's step talks to the runner.
 * - Each process of a run carries the run's mark and the id of its task or service: processes that leave their group are found by these.
 * - Each attempt has its own files, so that what a stopped attempt still writes never reaches the next one.
 *
 * Names of variables are documented in docs/mission-file.md and are promises.
 */
import { fileStem } from '../../base/file-stem.ts';
import type { Variables } from '../../base/variables.ts';
import { levelOf, type TaskKind } from '../../mission/model/mission.ts';
import { allVariables, type Environment } from './environment.ts';

/** What a task can read about its launch, in `MISSION_…` variables. All paths are absolute. */
export interface TaskFacts {
  /** Random id of this run. */
  readonly run: string;
  readonly id: string;
  readonly kind: TaskKind;
  readonly attempt: number;
  readonly dir: string;
  /** The folder that paths of the task are relative to: its workspace, or the mission's root. */
  readonly workspace: string;
  readonly output: string;
  readonly report: string;
  readonly context: string;
  readonly env: string;
  readonly path: string;
}

/** Variables with the mark, by which processes that left their group are found. */
export const runVariable = 'MISSION_RUN';
export const taskVariable = 'MISSION_TASK';
export const serviceVariable = 'MISSION_SERVICE';

/**
 * The caller's environment without variables that would let a task act as this step: tokens, inputs, and the files in
 * which one malformed line fails the step. `RUNNER_TRACKING_ID` stays, so that the runner finds orphans.
 */
export function callerEnvironment(environment: Readonly<Record<string, string | undefined>>): Variables {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !withheld.test(name)) kept[name] = value;
  }
  return kept;
}

const withheld = new RegExp(
  [
    'ACTIONS_.*|INPUT_.*|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)',
    // If a task of another mission runs this one, the facts of the outer mission must not count for this one.
    'MISSION_(?:RUN|TASK|FILE_NAME|SERVICE|LEVEL|ATTEMPT|DIR|WORKSPACE|OUTPUT|REPORT|CONTEXT|ENV|PATH)',
  ]
    .map((names) => `^(?:${names})$`)
    .join('|'),
  'i',
);

/** What a service can read about its launch. */
export type ServiceFacts = Pick<TaskFacts, 'run' | 'id' | 'dir'>;

/**
 * The environment of a task: `base`, then its own `env`, then the facts of its launch, which nothing overrides.
 *
 * @param ignoreCase true on Windows, where `Path` and `PATH` are one variable and only one of them would be passed on.
 */
export function taskEnvironment(base: Variables, env: Variables, facts: TaskFacts, ignoreCase: boolean): Environment {
  const ownFacts = {
    [runVariable]: facts.run,
    [taskVariable]: facts.id,
    MISSION_FILE_NAME: fileStem(facts.id),
    MISSION_LEVEL: String(levelOf(facts.kind)),
    MISSION_ATTEMPT: String(facts.attempt),
    MISSION_DIR: facts.dir,
    MISSION_WORKSPACE: facts.workspace,
    MISSION_OUTPUT: facts.output,
    MISSION_REPORT: facts.report,
    MISSION_CONTEXT: facts.context,
    MISSION_ENV: facts.env,
    MISSION_PATH: facts.path,
    // Programs that are written for workflows hand variables to later steps through these.
    GITHUB_ENV: facts.env,
    GITHUB_PATH: facts.path,
  };
  return layered(base, [env, ownFacts], ignoreCase);
}

/** Puts folders before those of PATH. On Windows the variable may be written `Path`. */
export function withFolders(environment: Environment, folders: readonly string[], isWindows: boolean): Environment {
  if (folders.length === 0) return environment;
  const variables = allVariables(environment);
  const name = isWindows ? (Object.keys(variables).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH') : 'PATH';
  const before = variables[name];
  const all = before === undefined || before === '' ? folders : [...folders, before];
  return { base: environment.base, own: { ...environment.own, [name]: all.join(isWindows ? ';' : ':') } };
}

/** The environment of a service: like that of a task, but without an attempt, outputs and a report. */
export function serviceEnvironment(
  base: Variables,
  env: Variables,
  facts: ServiceFacts,
  ignoreCase: boolean,
): Environment {
  const ownFacts = {
    [runVariable]: facts.run,
    [serviceVariable]: facts.id,
    MISSION_FILE_NAME: fileStem(facts.id),
    MISSION_DIR: facts.dir,
  };
  // With it, stopping a task would also stop the service.
  const { [taskVariable]: _, ...own } = allVariables(layered(base, [env, ownFacts], ignoreCase));
  return { base: {}, own };
}

function layered(base: Variables, layers: readonly Variables[], ignoreCase: boolean): Environment {
  if (ignoreCase) return { base: {}, own: mergeIgnoringCase([base, ...layers]) };
  return { base, own: Object.assign({}, ...layers) };
}

function mergeIgnoringCase(layers: readonly Variables[]): Variables {
  const merged = new Map<string, readonly [string, string]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) merged.set(name.toUpperCase(), [name, value]);
  }
  return Object.fromEntries(merged.values());
}
