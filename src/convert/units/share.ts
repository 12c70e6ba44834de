import { append } from '../../base/multimap.ts';
import { runInside } from './choose.ts';
import type { Unit } from './unit.ts';

/**
 * What several entries would run or build at the same time, by the name of the entry. Two entries of which one waits for the other
 * share nothing.
 *
 * @param needs of all entries
 */
export function sharedParts(
  units: readonly Unit[],
  needs: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const users = new Map<string, string[]>();
  for (const unit of units) {
    if (!needs.has(unit.name)) continue;
    for (const part of new Set([unit.name, ...runInside(unit, byName)])) append(users, part, unit.name);
  }
  const before = transitiveNeeds(needs);
  const shared = new Map<string, Set<string>>();
  for (const [part, names] of users) {
    for (const name of names) {
      const meets = (other: string): boolean =>
        other !== name && !before.get(name)?.has(other) && !before.get(other)?.has(name);
      if (!names.some(meets)) continue;
      const parts = shared.get(name) ?? new Set();
      shared.set(name, parts.add(part));
    }
  }
  return shared;
}

function transitiveNeeds(needs: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  const visit = (name: string): Set<string> => {
    const known = all.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    all.set(name, found);
    for (const need of needs.get(name) ?? []) {
      found.add(need);
      for (const other of visit(need)) found.add(other);
    }
    return found;
  };
  for (const name of needs.keys()) visit(name);
  return all;
}
