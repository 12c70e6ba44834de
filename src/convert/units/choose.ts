import type { Purpose } from './purpose.ts';
import { variantOf } from './purpose.ts';
import type { Unit } from './unit.ts';

/** What became of a unit. */
export type Choice =
  | { readonly type: 'entry' }
  /** It only runs other units, at least one of which is taken. */
  | { readonly type: 'group'; readonly members: readonly string[] }
  /** Another unit that is taken runs it. */
  | { readonly type: 'inside'; readonly outer: string }
  | { readonly type: 'left-out'; readonly reason: string };

const REASONS: Readonly<Partial<Record<Purpose, string>>> = {
  generate: 'generates files, and nothing that was taken names it; add it if a build needs it',
  endless: 'does not end by itself; if a test needs it, make it a service',
  publish: 'publishes something; add it if this mission is meant to',
  clean: 'removes files that tasks may use at the same time',
  change: 'changes files or data',
  install: 'installs or prepares something; do it once before the mission',
  parameter: 'needs values from its caller; add it with them',
  place: 'puts files into the system',
  measure: 'measures, for which nothing else should run',
  'by-hand': 'is used by hand',
  lifecycle: 'is run by the package manager itself',
  collection: 'has commands of its own under a general name; add it if it does more than the entries here',
  variant: 'runs another one with other arguments; add it if this mission needs both',
  placeholder: 'is only the placeholder for tests',
  unclear: 'is neither a build nor a check by its name and its commands; add it if this mission needs it',
};

/** Purposes that are never taken as a member of a group, which works without them. */
export const OPTIONAL: ReadonlySet<Purpose> = new Set([
  'endless',
  'publish',
  'clean',
  'change',
  'install',
  'by-hand',
  'measure',
  'place',
  'parameter',
  'lifecycle',
]);

/** Decides for each unit, by name, in the order of the units. */
export function chooseUnits(units: readonly Unit[]): ReadonlyMap<string, Choice> {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const roots = units.filter((unit) => isRoot(unit, byName));
  const inner = insideOf(roots, byName);
  const taken = new Set<string>();
  for (const root of roots) if (!inner.has(root.name)) take(root, byName, taken);
  return new Map(units.map((unit) => [unit.name, choiceOf(unit, byName, taken, inner)]));
}

/** Whether a unit is taken for its own sake. */
function isRoot(unit: Unit, byName: ReadonlyMap<string, Unit>): boolean {
  if (unit.isHidden || endlessNeed(unit, byName) !== undefined) return false;
  const { purpose } = unit;
  if (purpose === 'collection') return isGroup(unit);
  if (purpose !== 'check' && purpose !== 'static-check' && purpose !== 'work') return false;
  return isGroup(unit) || replacedBy(unit, byName) === undefined;
}

/** The unit that stands for this one: `test` for `test:coverage`, `build` for `build:docs`, which `build` does not run. */
function replacedBy(unit: Unit, byName: ReadonlyMap<string, Unit>): string | undefined {
  const names = new Set(
    [...byName.values()].filter((other) => isTakeable(other.purpose) && !other.isHidden).map(({ name }) => name),
  );
  if (unit.purpose === 'work') {
    const base = prefixesOf(unit.name).find((name) => names.has(name) && byName.get(name)?.purpose === 'work');
    if (base !== undefined) return base;
  }
  return variantOf(unit.name, names);
}

/** What comes before a separator, the longest first: `build:docs` and `build` for `build:docs:api`. */
function prefixesOf(name: string): readonly string[] {
  return [...name.matchAll(/[-:._/]/g)].map(({ index }) => name.slice(0, index)).reverse();
}

function isTakeable(purpose: Purpose): boolean {
  return purpose === 'check' || purpose === 'static-check' || purpose === 'work';
}

export function isGroup(unit: Unit): boolean {
  return unit.steps.length === 0;
}

/** Takes a unit and everything that it needs. A group goes on without members that are not fit for a mission. */
function take(unit: Unit, byName: ReadonlyMap<string, Unit>, taken: Set<string>): void {
  if (taken.has(unit.name)) return;
  taken.add(unit.name);
  for (const member of unit.before.flatMap(({ members }) => members)) {
    const other = byName.get(member);
    if (other !== undefined && isFit(unit, other, byName)) take(other, byName, taken);
  }
}

/** Whether something that is needed is taken with the unit that needs it. */
export function isFit(unit: Unit, needed: Unit, byName: ReadonlyMap<string, Unit>): boolean {
  if (endlessNeed(needed, byName) !== undefined) return false;
  return !isGroup(unit) || !OPTIONAL.has(needed.purpose);
}

/** A unit that only runs others, such as `start` of a database in the background, ends if they do, whatever its name is. */
function isEndless(unit: Unit, byName: ReadonlyMap<string, Unit>, seen = new Set<string>()): boolean {
  if (unit.purpose !== 'endless') return false;
  const members = unit.before.flatMap((stage) => stage.members);
  if (!isGroup(unit) || members.length === 0 || seen.has(unit.name)) return true;
  seen.add(unit.name);
  return members.some((name) => {
    const other = byName.get(name);
    return other !== undefined && isEndless(other, byName, seen);
  });
}

/**
 * The unit without end because of which this one cannot be taken: itself, or one that its own commands need. A group drops it and
 * is taken nevertheless.
 */
function endlessNeed(unit: Unit, byName: ReadonlyMap<string, Unit>, seen = new Set<string>()): string | undefined {
  if (isEndless(unit, byName)) return unit.name;
  if (seen.has(unit.name) || isGroup(unit)) return undefined;
  seen.add(unit.name);
  for (const name of unit.before.flatMap(({ members }) => members)) {
    const other = byName.get(name);
    const found = other === undefined ? undefined : endlessNeed(other, byName, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Units that the own commands of a root run, with the root, unless the two run each other. */
function insideOf(roots: readonly Unit[], byName: ReadonlyMap<string, Unit>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const root of roots) {
    for (const name of runInside(root, byName)) {
      const other = byName.get(name);
      if (name === root.name || other === undefined || found.has(name)) continue;
      if (!runInside(other, byName).has(root.name)) found.set(name, root.name);
    }
  }
  return found;
}

/** Names of all units that the own commands of a unit run, directly or through others. */
export function runInside(unit: Unit, byName: ReadonlyMap<string, Unit>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...unit.inside];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const other = byName.get(name);
    waiting.push(...(other?.inside ?? []), ...(other?.before.flatMap(({ members }) => members) ?? []));
  }
  return found;
}

/** Whether a unit that was taken is an entry or runs one. Groups may run each other in a circle. */
function leadsToEntry(
  name: string,
  byName: ReadonlyMap<string, Unit>,
  taken: ReadonlySet<string>,
  seen = new Set<string>(),
): boolean {
  const unit = byName.get(name);
  if (unit === undefined || !taken.has(name) || seen.has(name)) return false;
  seen.add(name);
  const members = unit.before.flatMap((stage) => stage.members);
  return !isGroup(unit) || members.some((member) => leadsToEntry(member, byName, taken, seen));
}

function choiceOf(
  unit: Unit,
  byName: ReadonlyMap<string, Unit>,
  taken: ReadonlySet<string>,
  inner: ReadonlyMap<string, string>,
): Choice {
  const members = unit.before.flatMap((stage) => stage.members);
  if (taken.has(unit.name)) {
    if (!isGroup(unit)) return { type: 'entry' };
    const kept = members.filter((name) => taken.has(name));
    if (kept.some((name) => leadsToEntry(name, byName, taken))) return { type: 'group', members: kept };
    return {
      type: 'left-out',
      reason: members.length === 0 ? 'does nothing by itself' : 'runs nothing that is fit for a mission',
    };
  }
  const outer = inner.get(unit.name);
  if (outer !== undefined && taken.has(outer)) return { type: 'inside', outer };
  const endless = endlessNeed(unit, byName);
  if (endless !== undefined && endless !== unit.name)
    return { type: 'left-out', reason: `needs \`${endless}\`, which does not end by itself` };
  const base = isTakeable(unit.purpose) ? replacedBy(unit, byName) : undefined;
  if (base !== undefined) {
    return {
      type: 'left-out',
      reason: `looks like a variant of \`${base}\`, which does not run it; add it if this mission needs both`,
    };
  }
  if (isGroup(unit) && members.length === 0) return { type: 'left-out', reason: 'does nothing by itself' };
  if (unit.isHidden) return { type: 'left-out', reason: 'only runs with another one, which was not taken' };
  return { type: 'left-out', reason: REASONS[unit.purpose] ?? 'is not needed by anything that was taken' };
}
