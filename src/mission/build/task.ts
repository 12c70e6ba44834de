import { type Entry, textAt } from '../entries/checking.ts';
import { needsOf } from '../graph/needs-of.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import type { Step, Task, TaskKind } from '../model/mission.ts';
import { type Amount, parseDuration, parseSize } from '../model/units.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { firstOf, SETTINGS, type Settings, settingsAt } from './defaults.ts';
import { poolsOf } from './pools.ts';
import { buildSteps, conditionOf, fillSteps } from './steps.ts';
import {
  amountOf,
  type Common,
  countsOf,
  type Env,
  filledText,
  NO_TEXTS,
  optional,
  present,
  textOf,
  textsOf,
  withOwn,
} from './values.ts';
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
  if (entry.matrix === undefined) {
    const fill = (text: string): string => filledText(text, undefined, task.id);
    return [fillIn(task, fill(task.name), fill, shared)];
  }
  const combined = combine(task, entry.matrix, shared);
  const own = (['needs', 'needs-any'] as const).filter((key) =>
    needsOf(entry, shared.source, key).some(({ text }) => text.includes('${{')),
  );
  if (own.length === 0) return combined;
  return entry.matrix.map((leg, index) => ({
    ...(combined[index] ?? task),
    ...(own.includes('needs') ? needsFor(entry, shared, leg) : {}),
    ...(own.includes('needs-any') ? { needsAny: shared.idsOf(entry, 'needs-any', leg) } : {}),
  }));
}

function needsFor(entry: Entry, { idsOf, skippedOkOf }: Shared, leg?: MatrixTask): Pick<Task, 'needs' | 'skippedOk'> {
  return { needs: idsOf(entry, 'needs', leg), ...optional('skippedOk', skippedOkOf(entry, leg)) };
}

type TextKey = 'name' | 'description' | 'supports' | 'results' | 'deliverable' | 'runs-on';
type TextsKey = 'scope' | 'tags' | 'locks' | 'services' | 'paths';

function buildTask(entry: Entry, shared: Shared): Task {
  const { id, kind, path, draft } = entry;
  const { source, defaults, idsOf, skippedOkOf } = shared;
  const at = (key: string): Path => [...path, key];
  const text = (key: TextKey): string | undefined =>
    draft[key] === undefined ? undefined : textOf(source, at(key), draft[key]);
  const texts = (key: TextsKey): readonly string[] =>
    draft[key] === undefined ? NO_TEXTS : textsOf(source, at(key), draft[key]);
  const amount = (key: 'memory' | 'expect' | 'grace', parse: (text: string) => Amount): number | undefined =>
    draft[key] === undefined ? undefined : amountOf(source, at(key), draft[key], parse);
  const { shell, workingDirectory, timeout, retry, load, cpus } = SETTINGS.some((key) => draft[key] !== undefined)
    ? firstOf(settingsAt(path, draft, source), defaults[kind])
    : defaults[kind];
  return present({
    id,
    kind,
    name: text('name') ?? id,
    description: text('description'),
    scope: texts('scope'),
    tags: draft.tags === undefined ? undefined : texts('tags'),
    needs: idsOf(entry, 'needs'),
    skippedOk: skippedOkOf(entry),
    needsAny: idsOf(entry, 'needs-any'),
    if: draft.if === undefined ? undefined : conditionOf(source, at('if'), draft.if),
    supports: text('supports'),
    deploy: draft.deploy ?? 'always',
    load,
    cpus,
    memory: amount('memory', parseSize),
    expect: amount('expect', parseDuration),
    pausable: draft.pausable === false ? (false as const) : undefined,
    timeout,
    grace: amount('grace', parseDuration),
    successExitCodes: countsOf(draft['success-exit-codes']),
    retry,
    resume: draft.resume,
    locks: texts('locks'),
    pools: draft.pools === undefined ? undefined : poolsOf(at('pools'), draft.pools, source),
    priority: draft.priority ?? 0,
    services: texts('services'),
    paths: texts('paths'),
    results: text('results'),
    allowEmptyResults: draft['allow-empty-results'] === true ? (true as const) : undefined,
    steps: stepsOf(entry, source),
    finally: draft.finally === undefined ? undefined : buildSteps(source, at('finally'), draft.finally),
    shell,
    workingDirectory: workingDirectory ?? '.',
    ...withOwn(shared, shared.envs[kind], path, draft),
    continueOnError: draft['continue-on-error'] ?? false,
    deliverable: text('deliverable'),
    workspace: workspaceOf(entry, source),
    runsOn: text('runs-on'),
    artifacts: artifactsOf(entry, source),
    line: source.keyPlace(path).line,
    included: entry.scope.included,
  });
}

/** The task for each combination. Usually none of its texts contains a value, and what fills them in is done once for all combinations. */
function combine(task: Task, matrix: readonly MatrixTask[], shared: Shared): readonly Task[] {
  let same: Task | undefined;
  return matrix.map((leg) => {
    let isVaried = false;
    const fill = (text: string): string => {
      isVaried ||= text.includes('${{');
      return filledText(text, leg.values, task.id);
    };
    const own = { name: filledText(nameOf(task, leg), leg.values, task.id), id: leg.id, matrix: leg.values };
    if (same !== undefined) return { ...same, ...own };
    const { steps, finally: last } = task;
    const filled = {
      ...fillIn(task, own.name, fill, shared),
      steps: fillSteps(steps, fill),
      ...optional('finally', last && fillSteps(last, fill)),
    };
    if (!isVaried) same = filled;
    return { ...filled, ...own };
  });
}

/** As in workflows, the values are appended to a name that does not contain any of them. */
function nameOf({ id, name }: Task, leg: MatrixTask): string {
  return name.includes('${{') ? name : `${name}${leg.id.slice(id.length)}`;
}

/** Fills in the values of a combination wherever a text is fixed before the mission runs. `fill` gets each text that may contain one. */
function fillIn(task: Task, name: string, fill: (text: string) => string, { servicesOf }: Shared): Task {
  const fillAll = (texts: readonly string[]): readonly string[] =>
    texts.some((text) => text.includes('${{')) ? [...new Set(texts.map(fill))] : texts;
  const { supports, deliverable, results, pools, runsOn } = task;
  return {
    ...task,
    name,
    workingDirectory: fill(task.workingDirectory),
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
