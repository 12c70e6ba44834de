import { type Entry, textAt } from '../entries/checking.ts';
import { needsOf } from '../graph/needs-of.ts';
import type { Combination, MatrixTask } from '../matrix/matrix.ts';
import type { Step, Task, TaskKind } from '../model/mission.ts';
import { parseDuration, parseSize } from '../model/units.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { firstOf, type Settings, settingsAt } from './defaults.ts';
import { poolsOf } from './pools.ts';
import { buildSteps, conditionOf, fillSteps } from './steps.ts';
import { amountOf, type Common, countsOf, type Env, filledText, optional, textOf, textsOf, withOwn } from './values.ts';
import { artifactsOf, fillArtifacts, fillWorkspace, workspaceOf } from './workspace.ts';

/** Values that are the same for every task, computed once. */
export interface Shared extends Common {
  readonly defaults: Readonly<Record<TaskKind, Settings>>;
  /** The environment of the file with that of its defaults. */
  readonly envs: Readonly<Record<TaskKind, Env>>;
  /** The ids of `needs` or `needs-any` with matrices expanded; one array for all entries that name the same. */
  readonly idsOf: (entry: Entry, key: 'needs' | 'needs-any', leg?: MatrixTask) => readonly string[];
  /** The needs of which a skip counts as success, as `idsOf` gives them; undefined without any. */
  readonly skippedOkOf: (entry: Entry, leg?: MatrixTask) => readonly string[] | undefined;
  /** The ids of the services that a text names. */
  readonly servicesOf: (text: string) => readonly string[];
}

/** The task itself, or all combinations of its matrix. */
export function buildTasks(entry: Entry, shared: Shared): readonly Task[] {
  const task = buildTask(entry, shared);
  if (entry.matrix === undefined) return [fillIn(task, undefined, shared)];
  const own = (['needs', 'needs-any'] as const).filter((key) =>
    needsOf(entry, shared.source, key).some(({ text }) => text.includes('${{')),
  );
  return entry.matrix.map((leg) => ({
    ...combine(task, leg, shared),
    ...(own.includes('needs') ? needsFor(entry, shared, leg) : {}),
    ...(own.includes('needs-any') ? { needsAny: shared.idsOf(entry, 'needs-any', leg) } : {}),
  }));
}

function needsFor(entry: Entry, { idsOf, skippedOkOf }: Shared, leg?: MatrixTask): Pick<Task, 'needs' | 'skippedOk'> {
  return { needs: idsOf(entry, 'needs', leg), ...optional('skippedOk', skippedOkOf(entry, leg)) };
}

function buildTask(entry: Entry, shared: Shared): Task {
  const { id, kind, path, draft } = entry;
  const { source, defaults, idsOf } = shared;
  const at = (key: string): Path => [...path, key];
  const texts = (key: 'scope' | 'tags' | 'locks' | 'services' | 'paths'): readonly string[] =>
    textsOf(source, at(key), draft[key]);
  const { shell, workingDirectory, timeout, retry, load, cpus } = firstOf(
    settingsAt(path, draft, source),
    defaults[kind],
  );
  return {
    id,
    kind,
    name: textOf(source, at('name'), draft.name) ?? id,
    ...optional('description', textOf(source, at('description'), draft.description)),
    scope: texts('scope'),
    ...(draft.tags === undefined ? {} : { tags: texts('tags') }),
    ...needsFor(entry, shared),
    needsAny: idsOf(entry, 'needs-any'),
    ...optional('if', conditionOf(source, at('if'), draft.if)),
    ...optional('supports', textOf(source, at('supports'), draft.supports)),
    deploy: draft.deploy ?? 'always',
    ...optional('load', load),
    ...optional('cpus', cpus),
    ...optional('memory', amountOf(source, at('memory'), draft.memory, parseSize)),
    ...optional('expect', amountOf(source, at('expect'), draft.expect, parseDuration)),
    ...(draft.pausable === false ? { pausable: false } : {}),
    ...optional('timeout', timeout),
    ...optional('grace', amountOf(source, at('grace'), draft.grace, parseDuration)),
    ...optional('successExitCodes', countsOf(draft['success-exit-codes'])),
    ...optional('retry', retry),
    ...optional('resume', draft.resume),
    locks: texts('locks'),
    ...optional('pools', poolsOf(at('pools'), draft.pools, source)),
    priority: draft.priority ?? 0,
    services: texts('services'),
    paths: texts('paths'),
    ...optional('results', textOf(source, at('results'), draft.results)),
    ...(draft['allow-empty-results'] === true ? { allowEmptyResults: true as const } : {}),
    steps: stepsOf(entry, source),
    ...(draft.finally === undefined ? {} : { finally: buildSteps(source, at('finally'), draft.finally) }),
    ...optional('shell', shell),
    workingDirectory: workingDirectory ?? '.',
    ...withOwn(shared, shared.envs[kind], path, draft),
    continueOnError: draft['continue-on-error'] ?? false,
    ...optional('deliverable', textOf(source, at('deliverable'), draft.deliverable)),
    ...optional('workspace', workspaceOf(entry, source)),
    ...optional('runsOn', textOf(source, at('runs-on'), draft['runs-on'])),
    ...optional('artifacts', artifactsOf(entry, source)),
    line: source.keyPlace(path).line,
    ...optional('included', entry.scope.included),
  };
}

/** As in workflows, the values are appended to a name that does not contain any of them. */
function combine(task: Task, leg: MatrixTask, shared: Shared): Task {
  const name = task.name.includes('${{') ? task.name : `${task.name}${leg.id.slice(task.id.length)}`;
  return { ...fillIn({ ...task, name }, leg.values, shared), id: leg.id, matrix: leg.values };
}

/** Fills in the values of a combination wherever a text is fixed before the mission runs. */
function fillIn(task: Task, values: Combination | undefined, { servicesOf }: Shared): Task {
  const fill = (text: string): string => filledText(text, values, task.id);
  const fillAll = (texts: readonly string[]): readonly string[] =>
    texts.some((text) => text.includes('${{')) ? [...new Set(texts.map(fill))] : texts;
  const { supports, deliverable, results, pools, runsOn, finally: last } = task;
  return {
    ...task,
    name: fill(task.name),
    workingDirectory: fill(task.workingDirectory),
    ...(values === undefined
      ? {}
      : { steps: fillSteps(task.steps, fill), ...optional('finally', last && fillSteps(last, fill)) }),
    ...optional('supports', supports && fill(supports)),
    ...optional('deliverable', deliverable && fill(deliverable)),
    ...optional('results', results && fill(results)),
    ...optional('runsOn', runsOn && fill(runsOn)),
    ...optional('pools', pools && fillPools(pools, fill)),
    locks: fillAll(task.locks),
    services: task.services.length === 0 ? task.services : [...new Set(fillAll(task.services).flatMap(servicesOf))],
    ...optional('workspace', fillWorkspace(task.workspace, fill)),
    ...optional('artifacts', fillArtifacts(task.artifacts, fill)),
  };
}

/** Two names may be the same for one combination: then it takes the places of both. */
function fillPools(pools: NonNullable<Task['pools']>, fill: (name: string) => string): Task['pools'] {
  const filled = new Map<string, number>();
  for (const [name, places] of Object.entries(pools)) filled.set(fill(name), (filled.get(fill(name)) ?? 0) + places);
  return Object.fromEntries(filled);
}

function stepsOf({ draft, path }: Entry, source: YamlSource): readonly Step[] {
  if (draft.run !== undefined) return [{ run: textAt(source, [...path, 'run'], draft.run) }];
  return buildSteps(source, [...path, 'steps'], draft.steps ?? []);
}
