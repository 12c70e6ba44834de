import { endlessNeeds, isGroup, usersOf } from './endless.ts';
import { circlesOf, membersOf } from './members-first.ts';
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

/** What is known about all units while they are chosen. */
interface Units {
  readonly byName: ReadonlyMap<string, Unit>;
  /** See `endlessNeeds`. */
  readonly endless: ReadonlyMap<string, string>;
  /** Names of units that may stand for a variant. */
  readonly bases: ReadonlySet<string>;
}

/** Decides for each unit, by name, in the order of the units. */
export function chooseUnits(units: readonly Unit[]): ReadonlyMap<string, Choice> {
  const bases = units.filter(({ purpose, isHidden }) => isTakeable(purpose) && !isHidden);
  const all: Units = {
    byName: new Map(units.map((unit) => [unit.name, unit])),
    endless: endlessNeeds(units),
    bases: new Set(bases.map(({ name }) => name)),
  };
  const roots = units.filter((unit) => isRoot(unit, all));
  const inner = insideOf(units, roots, all);
  const taken = new Set<string>();
  for (const root of roots) if (!inner.has(root.name)) take(root, all, taken);
  const leading = leadingToEntries(units, taken, all);
  return new Map(units.map((unit) => [unit.name, choiceOf(unit, { ...all, taken, inner, leading })]));
}

/** Whether a unit is taken for its own sake. */
function isRoot(unit: Unit, all: Units): boolean {
  if (unit.isHidden || all.endless.has(unit.name)) return false;
  const { purpose } = unit;
  if (purpose === 'collection') return isGroup(unit);
  if (!isTakeable(purpose)) return false;
  return isGroup(unit) || replacedBy(unit, all) === undefined;
}

/** The unit that stands for this one: `test` for `test:coverage`, `build` for `build:docs`, which `build` does not run. */
function replacedBy(unit: Unit, { byName, bases }: Units): string | undefined {
  if (unit.purpose === 'work') {
    const base = prefixesOf(unit.name).find((name) => bases.has(name) && byName.get(name)?.purpose === 'work');
    if (base !== undefined) return base;
  }
  return variantOf(unit.name, bases);
}

/** What comes before a separator, the longest first: `build:docs` and `build` for `build:docs:api`. */
function prefixesOf(name: string): readonly string[] {
  return [...name.matchAll(/[-:._/]/g)].map(({ index }) => name.slice(0, index)).reverse();
}

function isTakeable(purpose: Purpose): boolean {
  return purpose === 'check' || purpose === 'static-check' || purpose === 'work';
}

/** Takes a unit and everything that it needs. A group goes on without members that are not fit for a mission. */
function take(root: Unit, { byName, endless }: Units, taken: Set<string>): void {
  const waiting = [root];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (taken.has(unit.name)) continue;
    taken.add(unit.name);
    for (const member of membersOf(unit)) {
      const other = byName.get(member);
      if (other !== undefined && isFit(unit, other, endless)) waiting.push(other);
    }
  }
}

/**
 * Whether something that is needed is taken with the unit that needs it.
 *
 * @param endless see `endlessNeeds`
 */
export function isFit(unit: Unit, needed: Unit, endless: ReadonlyMap<string, string>): boolean {
  return !endless.has(needed.name) && (!isGroup(unit) || !OPTIONAL.has(needed.purpose));
}

/** Units that the own commands of a root run, with the root, unless the two run each other. */
function insideOf(units: readonly Unit[], roots: readonly Unit[], { byName }: Units): ReadonlyMap<string, string> {
  const circles = circlesOf(units);
  const found = new Map<string, string>();
  /** Circles that were followed from one of their roots: another one of them leads to the same units. */
  const followed = new Set<number>();
  for (const root of roots) {
    const circle = circles.get(root.name);
    const isFollowed = circle !== undefined && followed.has(circle);
    const seen = new Set<string>();
    const waiting = [...root.inside];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const other = byName.get(name);
      // Units below one that was found with an earlier root were looked at there.
      if (other === undefined || seen.has(name) || found.has(name)) continue;
      seen.add(name);
      const isCircle = name === root.name || (circle !== undefined && circles.get(name) === circle);
      if (isCircle && isFollowed) continue;
      if (!isCircle) found.set(name, root.name);
      else if (circle !== undefined) followed.add(circle);
      for (const next of other.inside) waiting.push(next);
      for (const next of membersOf(other)) waiting.push(next);
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
    for (const next of other?.inside ?? []) waiting.push(next);
    for (const next of other === undefined ? [] : membersOf(other)) waiting.push(next);
  }
  return found;
}

/** Names of units that were taken and are entries, or run one. Groups may run each other in a circle. */
function leadingToEntries(units: readonly Unit[], taken: ReadonlySet<string>, { byName }: Units): ReadonlySet<string> {
  const users = usersOf(units);
  const found = new Set(units.filter((unit) => taken.has(unit.name) && !isGroup(unit)).map(({ name }) => name));
  for (const name of found) {
    for (const user of users.get(name) ?? []) {
      const unit = byName.get(user);
      if (unit !== undefined && taken.has(user) && isGroup(unit)) found.add(user);
    }
  }
  return found;
}

interface Chosen extends Units {
  readonly taken: ReadonlySet<string>;
  /** See `insideOf`. */
  readonly inner: ReadonlyMap<string, string>;
  /** See `leadingToEntries`. */
  readonly leading: ReadonlySet<string>;
}

function choiceOf(unit: Unit, all: Chosen): Choice {
  const { taken, inner, leading, endless } = all;
  const members = membersOf(unit);
  if (taken.has(unit.name)) {
    if (!isGroup(unit)) return { type: 'entry' };
    const kept = members.filter((name) => taken.has(name));
    if (kept.some((name) => leading.has(name))) return { type: 'group', members: kept };
    return {
      type: 'left-out',
      reason: members.length === 0 ? 'does nothing by itself' : 'runs nothing that is fit for a mission',
    };
  }
  const outer = inner.get(unit.name);
  if (outer !== undefined && taken.has(outer)) return { type: 'inside', outer };
  const without = endless.get(unit.name);
  if (without !== undefined && without !== unit.name)
    return { type: 'left-out', reason: `needs \`${without}\`, which does not end by itself` };
  const base = isTakeable(unit.purpose) ? replacedBy(unit, all) : undefined;
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
