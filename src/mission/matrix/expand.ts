/*
 * This folder expands a matrix into its combinations, by the rules of GitHub's workflows.
 *
 * `matrix.ts` has the types. `check.ts` reports what is wrong with a matrix, `expand.ts` makes the combinations from `include` and
 * `exclude`, with `loosely-equal.ts` to compare values. `text.ts` fills `${{ matrix.NAME }}` in, and `base.ts` gives the id that all
 * combinations share.
 *
 * Invariants:
 * - The result is the same as in a workflow with the same matrix: the same combinations, in the same order.
 * - An id holds the values of the dimensions only, so that a key that `include` adds renames no task.
 * - A matrix has at most 256 combinations, as in workflows.
 *
 * Not here: tasks (`mission/build`), and the other contexts of expressions (`mission/expressions`).
 */
import type { MatrixValue } from '../model/mission.ts';
import { checkMatrix, findDimension, LARGEST_MATRIX, type MatrixFinding } from './check.ts';
import { looselyEqual } from './loosely-equal.ts';
import type { Combination, Matrix, MatrixTask } from './matrix.ts';

export type Expanded =
  | { readonly type: 'expanded'; readonly tasks: readonly MatrixTask[] }
  | { readonly type: 'rejected'; readonly findings: readonly MatrixFinding[] };

/**
 * All combinations, as GitHub builds them: the product of the dimensions without what `exclude` matches; then what
 * `include` adds to those whose own values it does not contradict; then, in their order, the entries of `include` that
 * could be added to none. Values are compared as `==` compares them. An id contains the values of the dimensions, not those
 * added by `include`, so that adding one renames nothing.
 */
export function expandMatrix(base: string, matrix: Matrix): Expanded {
  const findings = checkMatrix(matrix);
  if (findings.length > 0) return { type: 'rejected', findings };
  const include = (matrix.include ?? []).map((entry) => split(entry, matrix));
  const exclude = (matrix.exclude ?? []).map((entry) => split(entry, matrix).own);
  const all = product(matrix);
  const originals =
    exclude.length === 0 ? all : all.filter((values) => !exclude.some((entry) => matches(values, entry)));
  const tasks = originals.map((values) => {
    const id = matrixId(base, values);
    if (include.length === 0) return { id, values: Object.fromEntries(values) };
    const added = include.filter(({ own }) => matches(values, own)).flatMap(({ extra }) => extra);
    return { id, values: Object.fromEntries([...values, ...added]) };
  });
  const unmatched = include.filter(({ own }) => !originals.some((values) => matches(values, own)));
  for (const { own, extra } of unmatched) {
    const values = [...own, ...extra];
    tasks.push({ id: matrixId(base, values), values: Object.fromEntries(values) });
  }
  const rejections = [...checkSize(tasks), ...checkIds(tasks)];
  return rejections.length > 0 ? { type: 'rejected', findings: rejections } : { type: 'expanded', tasks };
}

type Values = readonly (readonly [name: string, value: MatrixValue])[];

function product({ dimensions }: Matrix): Values[] {
  const lists = Object.entries(dimensions);
  if (lists.length === 0) return [];
  return lists.reduce<Values[]>(
    (combinations, [name, values]) =>
      combinations.flatMap((combination) => values.map((value) => [...combination, [name, value] as const])),
    [[]],
  );
}

/** The values of an entry for dimensions, in their order, and those that it adds. Names are compared ignoring case, as on GitHub. */
function split(entry: Combination, matrix: Matrix): { own: Values; extra: Values } {
  const names = Object.keys(matrix.dimensions);
  const pairs = Object.entries(entry).map(([name, value]) => [findDimension(name, matrix) ?? name, value] as const);
  const own = pairs.filter(([name]) => names.includes(name));
  own.sort(([a], [b]) => names.indexOf(a) - names.indexOf(b));
  return { own, extra: pairs.filter(([name]) => !names.includes(name)) };
}

function matches(values: Values, entry: Values): boolean {
  return entry.every(([name, wanted]) => values.some(([own, value]) => own === name && looselyEqual(value, wanted)));
}

function matrixId(base: string, values: Values): string {
  let shown = '';
  for (let index = 0; index < values.length; index += 1) {
    const text = String(values[index]?.[1]);
    if (text !== '') shown += shown === '' ? text : `, ${text}`;
  }
  // Never the base alone: that means all combinations.
  return `${base} (${shown})`;
}

function checkSize(tasks: readonly MatrixTask[]): MatrixFinding[] {
  const code = 'matrix-size';
  if (tasks.length === 0) {
    const message = 'expected at least one combination, found that `exclude` leaves none';
    return [{ path: ['exclude'], code, message, hint: 'exclude less, or remove the task' }];
  }
  if (tasks.length <= LARGEST_MATRIX) return [];
  const message = `expected at most ${LARGEST_MATRIX} combinations, found ${tasks.length}`;
  return [{ path: [], code, message, hint: 'remove values, or exclude combinations' }];
}

/** Ids name logs and reports: two combinations that look the same cannot both run. */
function checkIds(tasks: readonly MatrixTask[]): MatrixFinding[] {
  const seen = new Set<string>(tasks.map(({ id }) => id));
  if (seen.size === tasks.length) return [];
  seen.clear();
  const twice = new Set(tasks.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size));
  return [...twice].map((id) => ({
    path: [],
    code: 'duplicate-combination',
    message: `expected every combination to have an id of its own, found \`${id}\` twice`,
    hint: 'remove one of them, or give them different values of a dimension',
  }));
}
