import { type Entry, textAt } from '../entries/checking.ts';
import { parseCondition } from '../expressions/expressions.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import { fillMatrixText } from '../matrix/text.ts';
import type { Step, Task, TaskKind } from '../model/mission.ts';
import { parseDuration, parseSize } from '../model/units.ts';
import type { Text } from '../schema/fields.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { firstOf, type Settings, settingsAt } from './defaults.ts';
import { poolsOf } from './pools.ts';
import { amountOf, type Common, countsOf, type Env, optional, textOf, textsOf, withOwn } from './values.ts';

/** Values that are the same for every task, computed once. */
export interface Shared extends Common {
  readonly defaults: Readonly<Record<TaskKind, Settings>>;
  /** The environment of the file with that of its defaults. */
  readonly envs: Readonly<Record<TaskKind, Env>>;
  /** The ids of `needs` or `needs-any` with matrices expanded; one array for all entries that name the same. */
  readonly idsOf: (entry: Entry, key: 'needs' | 'needs-any') => readonly string[];
}

/** The task itself, or all combinations of its matrix. */
export function buildTasks(entry: Entry, shared: Shared): readonly Task[] {
  const task = buildTask(entry, shared);
  return entry.matrix?.map((combination) => combine(task, combination)) ?? [task];
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
    needs: idsOf(entry, 'needs'),
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
    locks: texts('locks'),
    ...optional('pools', poolsOf(at('pools'), draft.pools, source)),
    priority: draft.priority ?? 0,
    services: texts('services'),
    paths: texts('paths'),
    ...optional('results', textOf(source, at('results'), draft.results)),
    ...(draft['allow-empty-results'] === true ? { allowEmptyResults: true as const } : {}),
    steps: stepsOf(entry, source),
    ...optional('shell', shell),
    workingDirectory: workingDirectory ?? '.',
    ...withOwn(shared, shared.envs[kind], path, draft),
    continueOnError: draft['continue-on-error'] ?? false,
    ...optional('deliverable', textOf(source, at('deliverable'), draft.deliverable)),
    line: source.keyPlace(path).line,
  };
}

/** As in workflows, the values are appended to a name that does not contain any of them. */
function combine(task: Task, { id, values }: MatrixTask): Task {
  const fill = (text: string): string => {
    const filled = fillMatrixText(text, values);
    if ('error' in filled) throw new Error(`unchecked expression in ${task.id}: ${filled.error}`);
    return filled.text;
  };
  return {
    ...task,
    id,
    name: task.name.includes('${{') ? fill(task.name) : `${task.name}${id.slice(task.id.length)}`,
    matrix: values,
    ...optional('deliverable', task.deliverable === undefined ? undefined : fill(task.deliverable)),
    ...optional('results', task.results === undefined ? undefined : fill(task.results)),
  };
}

function conditionOf(source: YamlSource, path: Path, value: Text | undefined): string | undefined {
  if (value === undefined) return undefined;
  const reading = parseCondition(textAt(source, path, value));
  if (reading.type === 'rejected') throw new Error(`unchecked condition at ${path.join('.')}`);
  return reading.parsed.expression.text.trim();
}

function stepsOf({ draft, path }: Entry, source: YamlSource): readonly Step[] {
  if (draft.run !== undefined) return [{ run: textAt(source, [...path, 'run'], draft.run) }];
  return (draft.steps ?? []).map((step, index) => ({
    ...optional('name', textOf(source, [...path, 'steps', index, 'name'], step?.name)),
    run: textAt(source, [...path, 'steps', index, 'run'], step?.run ?? ''),
  }));
}
