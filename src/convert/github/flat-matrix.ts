import type { MatrixValue } from '../../mission/model/mission.ts';
import type { DraftCombination } from '../draft.ts';
import { childOf, entriesOf, isList, isMapping, itemsOf, type Located, scalarsOf, textOf } from '../located.ts';

/** The matrix of a workflow with scalar values only: mappings in it become several names. */
export interface FlatMatrix {
  readonly dimensions: ReadonlyMap<string, readonly MatrixValue[]>;
  readonly include: readonly DraftCombination[];
  readonly exclude: readonly DraftCombination[];
  /** New names by path in lower case: `platform.target` → `platform_target`. */
  readonly renamed: ReadonlyMap<string, string>;
}

export type Flattened =
  | { readonly type: 'flat'; readonly matrix: FlatMatrix }
  /** The reason is a clause. */
  | { readonly type: 'refused'; readonly why: string };

/** Flattens `strategy.matrix`. Refused if values are computed, or if they are lists. */
export function flattenMatrix(node: Located): Flattened {
  if (!isMapping(node)) return { type: 'refused', why: 'its matrix is computed while the workflow runs' };
  const computed = scalarsOf(node).find(([, text]) => text.includes('${{'));
  if (computed !== undefined && computedList(computed[1]) === undefined) {
    return { type: 'refused', why: `its matrix is computed while the workflow runs: ${computed[1]}` };
  }
  const dimensions = new Map<string, readonly MatrixValue[]>();
  const include: DraftCombination[] = [];
  const renamed = new Map<string, string>();
  for (const [name, value] of entriesOf(node)) {
    if (name === 'include' || name === 'exclude') continue;
    const constant = computedList(textOf(value) ?? '');
    if (constant === undefined && !isList(value)) return { type: 'refused', why: `its \`${name}\` is not a list` };
    const items = constant === undefined ? itemsOf(value).map(parts) : constant.map((each) => new Map([['', each]]));
    if (items.some((item) => item === undefined)) return { type: 'refused', why: 'its matrix has lists in lists' };
    const known = items.filter((item) => item !== undefined);
    const label = labelOf(known);
    dimensions.set(name, [...new Set(known.map((item) => item.get(label) ?? ''))]);
    for (const item of known) {
      const others = [...item].filter(([key]) => key !== label);
      if (others.length === 0) continue;
      include.push(
        new Map([[name, item.get(label) ?? ''], ...others.map(([key, each]) => [flatName(name, key), each] as const)]),
      );
    }
    for (const key of new Set(known.flatMap((item) => [...item.keys()]))) {
      if (key !== '') renamed.set(`${name}.${key}`.toLowerCase(), key === label ? name : flatName(name, key));
    }
  }
  const lists = [childOf(node, 'include'), childOf(node, 'exclude')].map((list) =>
    itemsOf(list).map((entry) => flatEntry(entry, renamed)),
  );
  const [added = [], excluded = []] = lists;
  if (lists.flat().includes(undefined)) return { type: 'refused', why: 'its matrix has lists in lists' };
  const all = [...include, ...added.filter((entry) => entry !== undefined)];
  return {
    type: 'flat',
    matrix: { dimensions, include: all, exclude: excluded.filter((entry) => entry !== undefined), renamed },
  };
}

/** The list in `${{ fromJSON('[1, 2]') }}`. */
function computedList(text: string): readonly MatrixValue[] | undefined {
  const json = /^\s*\$\{\{\s*fromJSON\('((?:[^']|'')*)'\)\s*\}\}\s*$/i.exec(text)?.[1];
  if (json === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(json.replaceAll("''", "'"));
    return Array.isArray(values) && values.every(isValue) ? values : undefined;
  } catch {
    return undefined;
  }
}

function isValue(value: unknown): value is MatrixValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The scalars of a value by their path; a scalar has the path ''. Undefined for a list. */
function parts(value: Located): ReadonlyMap<string, MatrixValue> | undefined {
  if (isValue(value.value)) return new Map([['', value.value]]);
  if (value.value === null) return new Map([['', '']]);
  if (!isMapping(value)) return undefined;
  const found = new Map<string, MatrixValue>();
  for (const [key, child] of entriesOf(value)) {
    const inner = parts(child);
    if (inner === undefined) return undefined;
    for (const [rest, each] of inner) found.set(rest === '' ? key : `${key}.${rest}`, each);
  }
  return found;
}

/** The part of the values in which they differ, for ids. */
function labelOf(items: readonly ReadonlyMap<string, MatrixValue>[]): string {
  const keys = [...(items[0]?.keys() ?? [])];
  const distinct = keys.find((key) => new Set(items.map((item) => String(item.get(key) ?? ''))).size === items.length);
  return distinct ?? keys[0] ?? '';
}

function flatEntry(entry: Located, renamed: Map<string, string>): DraftCombination | undefined {
  const found = parts(entry);
  if (found === undefined) return undefined;
  for (const key of found.keys()) {
    if (key.includes('.') && !renamed.has(key.toLowerCase())) renamed.set(key.toLowerCase(), flatName(key));
  }
  return new Map([...found].map(([key, value]) => [renamed.get(key.toLowerCase()) ?? key, value]));
}

/** A mission reads a value of a matrix by one name. */
function flatName(...path: readonly string[]): string {
  return path.join('_').replaceAll('.', '_');
}
