import { append } from '../../base/multimap.ts';
import { allBehind, type Graph, reversed } from '../reach.ts';
import { runInside } from './choose.ts';
import type { Unit } from './unit.ts';

/**
 * What several entries would run or build at the same time, by the name of the entry. Two entries of which one waits for the other
 * share nothing.
 *
 * @param needs of all entries
 */
export function sharedParts(units: readonly Unit[], needs: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const runners = new Map<string, string[]>();
  for (const unit of units) {
    if (!needs.has(unit.name)) continue;
    for (const part of new Set([unit.name, ...runInside(unit, byName)])) append(runners, part, unit.name);
  }
  const waiting = reversed(needs);
  const shared = new Map<string, Set<string>>();
  for (const [part, names] of runners) {
    // What only one entry runs is shared with none: an entry that uses it waits for that one.
    if (names.length < 2) continue;
    // What an entry waited for must not be made again while the entry uses it.
    const users = needs.has(part) ? new Set([...names, ...allBehind(part, waiting)]) : new Set(names);
    for (const user of meeting(names, users, needs, waiting))
      shared.set(user, (shared.get(user) ?? new Set()).add(part));
  }
  return shared;
}

/** The users of a part that may run at the same time as one of its runners, or that run it beside another user. */
function meeting(
  runners: readonly string[],
  users: ReadonlySet<string>,
  needs: Graph,
  waiting: Graph,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const runner of runners) {
    const ordered = new Set([...allBehind(runner, needs), ...allBehind(runner, waiting)]);
    for (const user of users) {
      if (user === runner || ordered.has(user)) continue;
      found.add(user);
      found.add(runner);
    }
    if (found.size === users.size) break;
  }
  return found;
}
