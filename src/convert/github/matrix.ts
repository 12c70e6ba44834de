import { type Expanded, expandMatrix } from '../../mission/matrix/expand.ts';
import type { MatrixValue } from '../../mission/model/mission.ts';
import type { DraftCombination, DraftMatrix, Note } from '../draft.ts';
import { childOf, itemsOf, type Located, placeOf, scalarsOf, textOf } from '../located.ts';
import { roleOfAction } from './actions.ts';
import { type MatrixNames, NO_MATRIX } from './expressions/scope.ts';
import { type FlatMatrix, flattenMatrix } from './flat-matrix.ts';
import { isOtherSystem } from './runners.ts';
import { retriedCommand } from './steps.ts';
import { joinUnreadLegs, unreadNote } from './unread-legs.ts';

export type TakenMatrix =
  | {
      readonly type: 'taken';
      /** Absent if one combination is left, or if there was no matrix. */
      readonly matrix?: DraftMatrix;
      readonly names: MatrixNames;
      readonly notes: readonly Note[];
      /** How many jobs it makes on GitHub. */
      readonly jobs: number;
      /** How many of them the mission has. */
      readonly combinations: number;
    }
  | { readonly type: 'refused'; readonly why: string; readonly jobs?: number };

/** Where a job reads a dimension. `machine` is `runs-on`. */
type Use = 'machine' | 'setup' | 'condition' | 'script';

/**
 * The matrix of a job. A dimension that chooses the machine keeps its values for Linux, and one that only chooses the version that a
 * setup action installs is left out: on one machine, its combinations would all run the same.
 */
export function takeMatrix(job: Located): TakenMatrix {
  const node = childOf(childOf(job, 'strategy'), 'matrix');
  if (node === undefined) return { type: 'taken', names: NO_MATRIX, notes: [], jobs: 1, combinations: 1 };
  const flattened = flattenMatrix(node);
  if (flattened.type === 'refused') return flattened;
  const flat = flattened.matrix;
  const before = expand(flat);
  if (before.type === 'rejected') {
    return { type: 'refused', why: `its matrix is not valid in a mission: ${before.findings[0]?.message ?? ''}` };
  }
  const jobs = before.tasks.length;
  const notes: Note[] = [];
  const fixed = new Map<string, string>();
  let left = flat;
  for (const name of namesOf(flat)) {
    const uses = usesOf(name, flat, job);
    if (uses.has('machine')) left = onLinux(left, name, node, notes);
    const values = valuesOf(left, name);
    if (uses.has('machine') && isEmpty(left))
      return { type: 'refused', why: 'it runs on systems other than Linux', jobs };
    const [only, ...more] = values;
    // One machine is one value of what chooses the machine.
    const isMachine = uses.has('machine') && left.dimensions.has(name);
    const isUnread = uses.size === 0 && isPlainDimension(left, name);
    const hasNoEffect = isMachine || isUnread || (!uses.has('script') && (uses.has('machine') || uses.has('setup')));
    if (more.length > 0 && !hasNoEffect) continue;
    // With one value, and in all combinations, it need not be a dimension.
    if (more.length === 0 && !hasNoEffect && !isConstant(left, name)) continue;
    const kept = usualValue(values) ?? only ?? '';
    const reduced = without(left, name, kept);
    // Some combinations have only this value: without it, they would be no combinations.
    if (left.dimensions.size === 0 && hasEmptyLeg(left, name) && reduced.include.length > 0) continue;
    fixed.set(name.toLowerCase(), literal(kept));
    if (more.length > 0) {
      notes.push(isUnread ? unreadNote(name, values, kept, node) : fixedNote(name, values, kept, uses, node));
    }
    left = reduced;
  }
  const isRead = (name: string): boolean => {
    const uses = usesOf(name, flat, job);
    return uses.has('script') || uses.has('condition');
  };
  left = joinUnreadLegs(left, isRead, node, notes);
  for (const name of namesOf(left)) {
    const [only, ...more] = valuesOf(left, name);
    if (only === undefined || more.length > 0 || left.include.length !== 1 || left.dimensions.size > 0) continue;
    fixed.set(name.toLowerCase(), literal(only));
    left = without(left, name, only);
  }
  for (const [path, name] of flat.renamed) {
    const value = fixed.get(name.toLowerCase());
    if (value !== undefined) fixed.set(path, value);
  }
  const values = new Map(namesOf(left).map((name) => [name.toLowerCase(), valuesOf(left, name)]));
  const names = { fixed, renamed: flat.renamed, values };
  const written = draftOf(left);
  if (written === undefined) return { type: 'taken', names, notes, jobs, combinations: 1 };
  const after = expand(left);
  if (after.type === 'rejected') {
    return { type: 'refused', why: `its matrix is not valid in a mission: ${after.findings[0]?.message ?? ''}`, jobs };
  }
  return { type: 'taken', matrix: written, names, notes, jobs, combinations: after.tasks.length };
}

/** The value that stands for all: a machine with the usual processor, a stable version, or else the newest one. */
function usualValue(values: readonly MatrixValue[]): MatrixValue | undefined {
  const usual = values.filter((value) => !/arm|aarch64|riscv|s390x|ppc/i.test(String(value)));
  const stable = usual.find((value) => /^(stable|latest|lts)/i.test(String(value)));
  const machine = usual.find((value) => /^ubuntu-latest$|^ubuntu-\d/.test(String(value)));
  if (stable !== undefined || machine !== undefined) return stable ?? machine;
  const collator = new Intl.Collator('en', { numeric: true });
  return [...usual].sort((one, other) => collator.compare(String(one), String(other))).at(-1) ?? values.at(-1);
}

/** The combinations of a matrix with the ids that a mission gives them. */
export function combinationIds(id: string, matrix: DraftMatrix): readonly string[] {
  const expanded = expand({ include: [], exclude: [], ...matrix }, id);
  return expanded.type === 'expanded' ? expanded.tasks.map((task) => task.id) : [];
}

function expand(flat: Pick<DraftMatrix, 'dimensions' | 'include' | 'exclude'>, id = 'job'): Expanded {
  return expandMatrix(id, {
    dimensions: Object.fromEntries(flat.dimensions),
    include: (flat.include ?? []).map((entry) => Object.fromEntries(entry)),
    exclude: (flat.exclude ?? []).map((entry) => Object.fromEntries(entry)),
  });
}

function literal(value: MatrixValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function namesOf({ dimensions, include }: FlatMatrix): readonly string[] {
  return [...new Set([...dimensions.keys(), ...include.flatMap((entry) => [...entry.keys()])])];
}

function valuesOf({ dimensions, include }: FlatMatrix, name: string): readonly MatrixValue[] {
  const added = include.flatMap((entry) => entry.get(name) ?? []);
  return [...new Set([...(dimensions.get(name) ?? []), ...added])];
}

/** Whether all combinations have the same value of this name. */
function isConstant(flat: FlatMatrix, name: string): boolean {
  const expanded = expand(flat);
  if (expanded.type === 'rejected') return false;
  return new Set(expanded.tasks.map(({ values }) => values[name])).size === 1;
}

/** The places in a job that read `matrix.NAME`. */
function usesOf(name: string, { renamed }: FlatMatrix, job: Located): ReadonlySet<Use> {
  const paths = [...renamed].filter(([, to]) => to === name).map(([from]) => from);
  const reads = [name.toLowerCase(), ...paths].map((path) => `matrix.${path}`);
  const uses = new Set<Use>();
  for (const [path, text] of scalarsOf(job)) {
    const flat = text.toLowerCase().replace(/\[\s*'([^']+)'\s*\]/g, '.$1');
    // `toJSON(matrix)` and `matrix[env.KEY]` may read every name.
    const isReadAsWhole = flat.includes('${{') && /\bmatrix\b(?!\.[\w-])/.test(flat);
    const isRead = isReadAsWhole || reads.some((read) => new RegExp(`${escaped(read)}(?![\\w-])`).test(flat));
    if (!isRead) continue;
    const use = useAt(path, job);
    if (use !== undefined) uses.add(use);
  }
  return uses;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function useAt([key, index, inner]: Located['path'], job: Located): Use | undefined {
  if (key === 'runs-on') return 'machine';
  // A condition on one value says which combinations do more; it makes no combination a check of its own.
  if (key === 'if' || key === 'continue-on-error') return 'condition';
  if (key === 'strategy' || key === 'name') return undefined;
  if (key !== 'steps') return 'script';
  const step = itemsOf(childOf(job, 'steps'))[Number(index)];
  const uses = textOf(childOf(step, 'uses'));
  if (uses !== undefined && retriedCommand(step ?? job) === undefined) {
    return roleOfAction(uses).type === 'setup' ? 'setup' : undefined;
  }
  if (inner === 'if') return 'condition';
  return inner === 'name' ? undefined : 'script';
}

function onLinux(flat: FlatMatrix, name: string, node: Located, notes: Note[]): FlatMatrix {
  const others = valuesOf(flat, name).filter((value) => isOtherSystem(String(value)));
  if (others.length === 0) return flat;
  notes.push({
    place: placeOf(childOf(node, name) ?? node),
    construct: `${name}: [${others.map(String).join(', ')}]`,
    text: 'a mission runs on one machine: leave the other systems in the workflow, with a mission for each',
    kind: 'left-out',
  });
  const isKept = (entry: DraftCombination): boolean => !others.some((value) => entry.get(name) === value);
  const dimensions = new Map(flat.dimensions);
  const values = dimensions.get(name);
  if (values !== undefined)
    dimensions.set(
      name,
      values.filter((value) => !others.includes(value)),
    );
  const exclude = flat.exclude.filter(isKept);
  // An entry that only adds the system to a combination takes that combination with it.
  for (const entry of flat.include.filter((each) => !isKept(each))) {
    const own = [...entry].filter(([key]) => key !== name && dimensions.has(key));
    const [only, ...more] = own;
    if (only === undefined) continue;
    const [key, value] = only;
    if (more.length > 0) exclude.push(new Map(own));
    else
      dimensions.set(
        key,
        (dimensions.get(key) ?? []).filter((each) => each !== value),
      );
  }
  return { ...flat, dimensions, include: flat.include.filter(isKept), exclude };
}

function fixedNote(
  name: string,
  values: readonly MatrixValue[],
  kept: MatrixValue,
  uses: ReadonlySet<Use>,
  node: Located,
): Note {
  const what = uses.has('machine') ? 'chooses the runner' : 'chooses what a setup action installs';
  return {
    place: placeOf(childOf(node, name) ?? node),
    construct: `${name}: [${values.map(String).join(', ')}]`,
    text: `it only ${what}, so that all its combinations would run the same here: ${String(kept)} is left; to check more versions, call each by its path or with a version manager`,
    kind: 'left-out',
  };
}

/** Whether no combination is left. */
function isEmpty({ dimensions, include }: FlatMatrix): boolean {
  return (
    include.length === 0 && (dimensions.size === 0 || [...dimensions.values()].some((values) => values.length === 0))
  );
}

/** The matrix with one value of a dimension, which then need not be written. */
function without(flat: FlatMatrix, name: string, kept: MatrixValue): FlatMatrix {
  const dimensions = new Map(flat.dimensions);
  const wasDimension = dimensions.delete(name);
  const reduce = (entries: readonly DraftCombination[]): readonly DraftCombination[] =>
    entries
      .filter((entry) => !wasDimension || !entry.has(name) || entry.get(name) === kept)
      .map((entry) => new Map([...entry].filter(([key]) => key !== name)))
      .filter((entry) => entry.size > 0);
  const include = unique(reduce(flat.include));
  // What excluded this value alone excluded everything.
  return { ...flat, dimensions, include, exclude: dimensions.size === 0 ? [] : unique(reduce(flat.exclude)) };
}

/** Whether a combination that is only listed has no other value. */
function hasEmptyLeg({ include }: FlatMatrix, name: string): boolean {
  return include.some((entry) => [...entry.keys()].every((key) => key === name));
}

/** Whether neither `include` nor `exclude` chooses combinations by this dimension. */
function isPlainDimension({ dimensions, include, exclude }: FlatMatrix, name: string): boolean {
  return dimensions.has(name) && [...include, ...exclude].every((entry) => !entry.has(name));
}

function unique(entries: readonly DraftCombination[]): readonly DraftCombination[] {
  const seen = new Set<string>();
  return entries.filter((entry) => seen.size !== seen.add(JSON.stringify([...entry])).size);
}

/** Undefined if nothing is left that combinations could differ in. */
function draftOf({ dimensions, include, exclude }: FlatMatrix): DraftMatrix | undefined {
  if (dimensions.size === 0 && include.length === 0) return undefined;
  // An entry that names a combination and adds nothing to it.
  const isIdle = (entry: DraftCombination): boolean =>
    exclude.length === 0 && [...entry].every(([name, value]) => dimensions.get(name)?.includes(value) === true);
  const added = include.filter((entry) => !isIdle(entry));
  return {
    dimensions,
    ...(added.length === 0 ? {} : { include: added }),
    ...(exclude.length === 0 ? {} : { exclude }),
  };
}
