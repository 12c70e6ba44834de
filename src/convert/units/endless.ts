import { append } from '../../base/multimap.ts';
import type { Unit } from './unit.ts';

/**
 * Units that cannot be taken because of a unit without end, with the name of that unit: themselves, or one that their own commands need.
 * A group drops such a unit and is taken nevertheless. Each unit is looked at once, because a project may have a chain of thousands.
 */
export function endlessNeeds(units: readonly Unit[]): ReadonlyMap<string, string> {
  const users = usersOf(units);
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const found = new Map([...endlessUnits(units, users)].map((name) => [name, name]));
  for (const [name, endless] of found) {
    for (const user of users.get(name) ?? []) {
      const unit = byName.get(user);
      if (unit !== undefined && !isGroup(unit) && !found.has(user)) found.set(user, endless);
    }
  }
  return found;
}

/** A unit that only runs other units has no commands of its own. */
export function isGroup(unit: Unit): boolean {
  return unit.steps.length === 0;
}

/** The units that wait for each unit, by name, once for each time that they name it. */
export function usersOf(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const unit of units)
    for (const { members } of unit.before) for (const member of members) append(users, member, unit.name);
  return users;
}

/** A unit that only runs others, such as `start` of a database in the background, ends if they do, whatever its name is. */
function endlessUnits(units: readonly Unit[], users: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const endless = new Set(units.filter(({ purpose }) => purpose === 'endless').map(({ name }) => name));
  /** By group: how many of its members are without end. */
  const open = new Map<string, number>();
  const over: string[] = [];
  for (const unit of units) {
    const members = unit.before.flatMap((stage) => stage.members);
    if (!endless.has(unit.name) || !isGroup(unit) || members.length === 0) continue;
    const left = members.filter((name) => endless.has(name)).length;
    open.set(unit.name, left);
    if (left === 0) over.push(unit.name);
  }
  for (const name of over) {
    endless.delete(name);
    for (const user of users.get(name) ?? []) {
      const left = (open.get(user) ?? 0) - 1;
      open.set(user, left);
      if (left === 0 && endless.has(user)) over.push(user);
    }
  }
  return endless;
}
