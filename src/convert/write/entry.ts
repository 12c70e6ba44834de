import { type YAMLMap, YAMLSeq } from 'yaml';
import type { DraftEntry, DraftMatrix, DraftService, DraftStep, Note } from '../draft.ts';
import { noteLines } from './comments.ts';
import { isShort, listOf, mapOf, type Row, scalar, textOrTexts, variablesOf } from './nodes.ts';

/** A task or a test as a row of `tasks` or `tests`. */
export function entryRow(entry: DraftEntry, space: boolean): Row {
  const [only, ...more] = entry.steps;
  const single = only !== undefined && more.length === 0 && isPlain(only) ? only : undefined;
  const notes = [...entry.notes, ...(single?.notes ?? [])];
  const env = new Map([...(entry.env ?? []), ...(single?.env ?? [])]);
  const shared: readonly Row[] = [
    { key: 'name', value: entry.name ?? single?.name },
    { key: 'needs', value: textOrTexts(entry.needs) ?? (entry.kind === 'test' ? listOf([]) : undefined) },
    { key: 'if', value: entry.if },
    { key: 'paths', value: textOrTexts(entry.paths) },
    { key: 'matrix', value: matrixOf(entry.matrix) },
    { key: 'services', value: textOrTexts(entry.services) },
    { key: 'locks', value: textOrTexts(entry.locks) },
    { key: 'timeout', value: entry.timeout },
    { key: 'continue-on-error', value: entry.allowFailure === true ? true : undefined },
    { key: 'workspace', value: entry.ownWorkspace === true ? 'own' : undefined },
    { key: 'shell', value: single?.shell ?? entry.shell },
    { key: 'working-directory', value: single?.workingDirectory ?? entry.workingDirectory },
    { key: 'env', value: variablesOf(env) },
    { key: 'secrets', value: textOrTexts(entry.secrets) },
  ];
  const rows: readonly Row[] = [
    ...shared,
    single === undefined
      ? { key: 'steps', value: stepsOf(entry.steps) }
      : { key: 'run', value: scalar(commandText(single.run)) },
    { key: 'finally', value: entry.finally === undefined ? undefined : stepsOf(entry.finally) },
    { key: 'artifacts', value: textOrTexts(entry.artifacts) },
  ];
  const isCommand = single !== undefined && rows.filter(({ value }) => value !== undefined).length === 1;
  const value = isCommand ? scalar(commandText(single.run)) : mapOf(rows);
  return { key: entry.id, value, above: linesOf(notes), space };
}

/** Whether a step is only a command, so that the entry can have it as `run`. */
function isPlain(step: DraftStep): boolean {
  const { id, if: condition, continueOnError, timeout } = step;
  return [id, condition, continueOnError, timeout].every((value) => value === undefined);
}

function stepsOf(steps: readonly DraftStep[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const step of steps) {
    const map = stepMap(step);
    const above = linesOf(step.notes ?? []);
    if (above.length > 0) map.commentBefore = above.map((line) => ` ${line}`).join('\n');
    list.add(map);
  }
  return list;
}

function stepMap(step: DraftStep): YAMLMap {
  const map = mapOf([
    { key: 'name', value: step.name },
    { key: 'id', value: step.id },
    { key: 'if', value: step.if },
    { key: 'env', value: variablesOf(step.env) },
    { key: 'shell', value: step.shell },
    { key: 'working-directory', value: step.workingDirectory },
    { key: 'continue-on-error', value: step.continueOnError },
    { key: 'timeout', value: step.timeout },
    { key: 'run', value: scalar(commandText(step.run)) },
  ]);
  map.flow = map.items.length <= 2 && isShort(map);
  return map;
}

function matrixOf(matrix: DraftMatrix | undefined): YAMLMap | undefined {
  if (matrix === undefined) return undefined;
  const map = mapOf([
    ...[...matrix.dimensions].map(([key, values]): Row => ({ key, value: listOf(values) })),
    { key: 'include', value: combinations(matrix.include) },
    { key: 'exclude', value: combinations(matrix.exclude) },
  ]);
  map.flow = isShort(map);
  return map;
}

function combinations(entries: DraftMatrix['include']): YAMLSeq | undefined {
  if (entries === undefined || entries.length === 0) return undefined;
  const list = new YAMLSeq();
  for (const entry of entries) {
    const map = variablesOf(entry);
    if (map === undefined) continue;
    map.flow = true;
    list.add(map);
  }
  return list;
}

/** A service as a row of `services`. */
export function serviceRow(service: DraftService, space: boolean): Row {
  const { ready } = service;
  const signs = new Map<string, string>(Object.entries(ready ?? {}));
  if (ready !== undefined && service.readyTimeout !== undefined) signs.set('timeout', service.readyTimeout);
  const value = mapOf([
    { key: 'working-directory', value: service.workingDirectory },
    { key: 'env', value: variablesOf(service.env) },
    { key: 'run', value: scalar(commandText(service.run)) },
    { key: 'ready', value: variablesOf(signs) },
  ]);
  return { key: service.id, value, above: linesOf(service.notes), space };
}

/** A script of one line has no line break at its end, one of several lines has one. */
function commandText(run: string): string {
  const text = run.trimEnd();
  return text.includes('\n') ? `${text}\n` : text.trim();
}

function linesOf(notes: readonly Note[]): readonly string[] {
  return notes.flatMap(noteLines);
}
