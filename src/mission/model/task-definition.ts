import { levelOf, type Mission, type Service, type Step, type Task } from './mission.ts';
import { allSteps, environmentsOf } from './steps.ts';

/** What a task does, by key of the mission file: texts that are equal if it would do the same. */
export type TaskDefinition = Readonly<Record<string, string>>;

/**
 * The keys that must be unchanged for an earlier success to count. Without those that only affect when, how often or how long a task
 * runs (`load`, `memory`, `expect`, `timeout`, `grace`, `pausable`, `retry`, `resume`, `locks`, `pools`, `priority`, `continue-on-error`, all of `admission`), and
 * without those that are only shown (`name`, `description`, `scope`, `tags`).
 *
 * @param inputs of the mission
 */
export function taskDefinition(
  task: Task,
  services: ReadonlyMap<string, Service>,
  inputs: Mission['inputs'] = {},
): TaskDefinition {
  return {
    run: text(task.steps.map(({ run }) => run)),
    steps: text(task.steps.map(withoutNames)),
    finally: text((task.finally ?? []).map((step) => [step.run, withoutNames(step)])),
    shell: text(task.shell),
    'working-directory': text(task.workingDirectory),
    // In the file's order: a value may refer to those before it.
    env: text(Object.entries(task.env)),
    'env-file': text(task.envFiles),
    // Its tools see other CPUs and variables.
    cpus: text(task.cpus),
    matrix: text(task.matrix),
    level: text(levelOf(task.kind)),
    needs: set([...task.needs, ...(task.skippedOk ?? []).map((id) => `${id}, or skipped`)]),
    'needs-any': set(task.needsAny),
    if: text(task.if),
    inputs: text(inputsIn(expressionsOf(task), inputs)),
    paths: text(task.paths),
    deploy: text(task.deploy === 'always' ? [] : [task.deploy, task.supports]),
    services: set(task.services),
    ...Object.fromEntries(task.services.map((id) => [`service ${id}`, serviceDefinition(services.get(id), inputs)])),
    // A kept log was not redacted for a new name.
    secrets: set(task.secrets),
    results: text(task.results),
    'allow-empty-results': text(task.allowEmptyResults),
    'success-exit-codes': text(task.successExitCodes),
    deliverable: text(task.deliverable),
    workspace: text(task.workspace),
    artifacts: text(task.artifacts?.map(({ pattern }) => pattern)),
  };
}

/** What else a step does, besides its command: nothing for a step of an older journal. */
function withoutNames({ id, if: condition, env, shell, workingDirectory, continueOnError }: Step): unknown {
  const entries = env === undefined ? undefined : Object.entries(env);
  const written = [id, condition, entries, shell, workingDirectory, continueOnError];
  return written.every((value) => value === undefined) ? [] : written;
}

/** The keys by which two definitions differ, in the order of the first. */
export function changedKeys(before: TaskDefinition, after: TaskDefinition): readonly string[] {
  return Object.keys(before).filter((key) => before[key] !== after[key]);
}

export function servicesById({ services }: Mission): ReadonlyMap<string, Service> {
  return new Map(services.map((service) => [service.id, service]));
}

/** An input in an expression; with neither `.NAME` nor `['NAME']`, any of them may be meant. */
const INPUT = /\binputs\b\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_-]*)|\[\s*'([^']*)'\s*\])?/gi;

/** The texts of a task that may contain expressions, those of its steps too. */
function expressionsOf(task: Task): readonly string[] {
  const conditions = [task.if, ...allSteps(task).map((step) => step.if)].filter((text) => text !== undefined);
  return [...conditions, ...environmentsOf(task).flatMap((env) => Object.values(env))];
}

/** The inputs that these texts read, in the order of the file. */
function inputsIn(texts: readonly string[], inputs: NonNullable<Mission['inputs']>): readonly (readonly unknown[])[] {
  const named = texts.flatMap((each) => [...each.matchAll(INPUT)].map((match) => match[1] ?? match[2] ?? ''));
  const isRead = (name: string) => named.some((each) => each === '' || each.toLowerCase() === name.toLowerCase());
  return Object.entries(inputs).filter(([name]) => isRead(name));
}

function serviceDefinition(service: Service | undefined, inputs: NonNullable<Mission['inputs']>): string {
  if (service === undefined) return '';
  const { run, ready, setup, shell, workingDirectory, env, secrets, matrix } = service;
  const ways = [ready?.http, ready?.tcp, ready?.log, ready?.command];
  const read = inputsIn(Object.values(env), inputs);
  // Left out without a matrix, so that nothing has changed since a journal without it.
  const values = matrix === undefined ? [] : [matrix];
  const filled = setup === undefined ? [] : [{ setup: setup.run }];
  return text([
    run,
    ways,
    shell,
    workingDirectory,
    Object.entries(env),
    [...secrets].sort(),
    ...read,
    ...(service.envFiles ?? []),
    ...values,
    ...filled,
  ]);
}

function set(names: readonly string[]): string {
  return text([...new Set(names)].sort());
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
