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
  const before = transitiveNeeds(needs);
  const users = new Map<string, PartUser[]>();
  for (const unit of units) {
    if (!needs.has(unit.name)) continue;
    const run = new Set([unit.name, ...runInside(unit, byName)]);
    for (const part of run) append(users, part, { name: unit.name, isRunner: true });
    // What an entry waited for must not be made again while the entry uses it.
    for (const part of before.get(unit.name) ?? []) {
      if (!run.has(part)) append(users, part, { name: unit.name, isRunner: false });
    }
  }
  const shared = new Map<string, Set<string>>();
  for (const [part, all] of users) {
    for (const user of all) {
      const meets = (other: PartUser): boolean =>
        (user.isRunner || other.isRunner) &&
        other.name !== user.name &&
        !before.get(user.name)?.has(other.name) &&
        !before.get(other.name)?.has(user.name);
      if (all.some(meets)) shared.set(user.name, (shared.get(user.name) ?? new Set()).add(part));
    }
  }
  return shared;
}

interface PartUser {
  readonly name: string;
  /** False if the entry only uses what another one made. */
  readonly isRunner: boolean;
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
