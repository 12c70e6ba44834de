import type { Mission, Ready, Service, Step, Task } from '../../mission/model/mission.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { redactEntries } from '../../secrets/redact-entries.ts';
import { isTemplate } from '../expressions/reader.ts';

/**
 * The mission as the journal keeps it: commands and environments may contain secrets. Ids, matrix
 * values, `deliverable` and `results` are not changed, because everything is found by them; see `shownSecrets`.
 */
export function redactMission(mission: Mission, redactor: Redactor): Mission {
  const owners = [...mission.tasks, ...mission.services];
  if (!redactor.active && owners.every(({ secrets }) => secrets.length === 0)) return mission;
  const { pools } = mission.admission;
  return {
    ...mission,
    ...redactShown(mission, redactor),
    ...(pools === undefined ? {} : { admission: { ...mission.admission, pools: redactNames(pools, redactor) } }),
    ...(mission.inputs === undefined ? {} : { inputs: redactInputs(mission.inputs, redactor) }),
    tasks: mission.tasks.map((task) => redactTask(task, redactor)),
    services: mission.services.map((service) => redactService(service, redactor)),
  };
}

/** The names of pools, with their numbers. */
function redactNames(pools: Readonly<Record<string, number>>, { redactText }: Redactor): Record<string, number> {
  return Object.fromEntries(Object.entries(pools).map(([name, places]) => [redactText(name), places]));
}

function redactInputs(
  inputs: NonNullable<Mission['inputs']>,
  { redactText }: Redactor,
): NonNullable<Mission['inputs']> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, typeof value === 'string' ? redactText(value) : value]),
  );
}

function redactTask(task: Task, redactor: Redactor): Task {
  const { redactText } = redactor;
  return {
    ...task,
    ...redactShown(task, redactor),
    ...redactPlace(task, redactor),
    ...(task.tags === undefined ? {} : { tags: task.tags.map(redactText) }),
    locks: task.locks.map(redactText),
    ...(task.pools === undefined ? {} : { pools: redactNames(task.pools, redactor) }),
    paths: task.paths.map(redactText),
    ...(task.retry?.log === undefined ? {} : { retry: { ...task.retry, log: task.retry.log.map(redactText) } }),
    ...(task.runsOn === undefined ? {} : { runsOn: redactText(task.runsOn) }),
    ...(task.artifacts === undefined
      ? {}
      : { artifacts: task.artifacts.map(({ pattern, line }) => ({ pattern: redactText(pattern), line })) }),
    steps: task.steps.map((step) => redactStep(step, task, redactor)),
    ...(task.finally === undefined ? {} : { finally: task.finally.map((step) => redactStep(step, task, redactor)) }),
  };
}

function redactStep(step: Step, { secrets }: Task, redactor: Redactor): Step {
  const { redactText } = redactor;
  const { name, run, if: condition, env, shell, workingDirectory } = step;
  return {
    ...step,
    ...(name === undefined ? {} : { name: redactText(name) }),
    run: redactText(run),
    ...(condition === undefined ? {} : { if: redactText(condition) }),
    ...(env === undefined ? {} : { env: redactVariables(env, secrets, redactor) }),
    ...(shell === undefined ? {} : { shell: redactText(shell) }),
    ...(workingDirectory === undefined ? {} : { workingDirectory: redactText(workingDirectory) }),
  };
}

function redactService(service: Service, redactor: Redactor): Service {
  const { redactText } = redactor;
  return {
    ...service,
    ...redactPlace(service, redactor),
    name: redactText(service.name),
    run: redactText(service.run),
    ...(service.setup === undefined ? {} : { setup: { ...service.setup, run: redactText(service.setup.run) } }),
    ...(service.ready === undefined ? {} : { ready: redactReady(service.ready, redactor) }),
  };
}

interface Shown {
  readonly name: string;
  readonly goal?: string;
  readonly description?: string;
  readonly scope?: readonly string[];
  readonly if?: string;
}

function redactShown({ name, goal, description, scope, if: condition }: Shown, { redactText }: Redactor) {
  return {
    name: redactText(name),
    ...(goal === undefined ? {} : { goal: redactText(goal) }),
    ...(description === undefined ? {} : { description: redactText(description) }),
    ...(scope === undefined ? {} : { scope: scope.map(redactText) }),
    ...(condition === undefined ? {} : { if: redactText(condition) }),
  };
}

/** Where its commands run, and in which shell and environment. */
function redactPlace({ shell, workingDirectory, env, secrets }: Task | Service, redactor: Redactor) {
  const { redactText } = redactor;
  return {
    ...(shell === undefined ? {} : { shell: redactText(shell) }),
    workingDirectory: redactText(workingDirectory),
    env: redactVariables(env, secrets, redactor),
  };
}

function redactVariables(env: Task['env'], secrets: readonly string[], redactor: Redactor): Task['env'] {
  const known = Object.entries(env).map(([name, value]) => [
    name,
    secrets.includes(name) && holdsLiteral(value) ? '***' : value,
  ]);
  return redactEntries(Object.fromEntries(known), redactor);
}

/** The value of an expression is known once it is evaluated. A literal text in it may be that value, or a part of it. */
export function holdsLiteral(value: string): boolean {
  return isTemplate(value) && value.includes("'");
}

function redactReady(ready: Ready, { redactText }: Redactor): Ready {
  const { http, tcp, log, command } = ready;
  return {
    ...ready,
    ...(http === undefined ? {} : { http: redactText(http) }),
    ...(tcp === undefined ? {} : { tcp: redactText(tcp) }),
    ...(log === undefined ? {} : { log: redactText(log) }),
    ...(command === undefined ? {} : { command: redactText(command) }),
  };
}
