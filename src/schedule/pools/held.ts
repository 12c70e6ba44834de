/*
 * This folder counts what tasks hold of pools. A pool is a number of places that tasks share, such as three browsers. A lock is a pool
 * with one place, so that there is only one mechanism.
 *
 * `held.ts` has the demand of a task, and takes and gives back places. `apply` calls it when a task is admitted, and when its attempt is
 * over: it ended, waits for another attempt, or was evicted.
 *
 * Invariants:
 * - A task takes all of its places at once, or none. So no task holds one pool while it waits for another, and there is no deadlock.
 * - The places that are held never exceed the capacity, except in a run whose journal was written by another version.
 * - Names are unique: the check of the mission file refuses a name that is both a lock and a pool.
 *
 * Not here: why a task may not start (`schedule/gate/pool-block.ts`), and which tasks are held back behind one that has waited for
 * long (`schedule/gate/reserved-pools.ts`).
 */
import { onceFor } from '../../base/once-for.ts';
import type { AdmissionRules, Task } from '../../mission/model/mission.ts';

/** By pool or lock, then by id of the task: how many places it holds. A pool without holders is absent. */
export type Held = Map<string, Map<string, number>>;

/** What a task takes of one pool. */
export interface PoolDemand {
  readonly name: string;
  /** At least 1. */
  readonly places: number;
  readonly isLock: boolean;
}

/** What a task may take. */
export interface PoolUser extends Pick<Task, 'id' | 'locks'> {
  readonly pools?: Task['pools'] | undefined;
}

/** How many places there are. */
export type Capacities = Pick<AdmissionRules, 'pools'>;

/** All places that a task takes when it starts: its locks first, then its pools, both in the order of the file. */
export function poolDemands(user: Pick<PoolUser, 'locks' | 'pools'>): readonly PoolDemand[] {
  return user.locks.length === 0 && user.pools === undefined ? NOTHING : demandsOf(user);
}

/** Each check asks for the demand of every waiting task, of which there may be thousands. */
const demandsOf = onceFor(({ locks, pools }: Pick<PoolUser, 'locks' | 'pools'>): readonly PoolDemand[] => [
  ...locks.map((name) => ({ name, places: 1, isLock: true })),
  ...Object.entries(pools ?? {}).map(([name, places]) => ({ name, places, isLock: false })),
]);

/** One empty list for all: most tasks use no pool. */
const NOTHING: readonly PoolDemand[] = [];

/** How many places there are. A pool that the mission does not declare has one, as a lock. */
export function capacityOf({ pools }: Capacities, { name, isLock }: PoolDemand): number {
  return !isLock && pools !== undefined && Object.hasOwn(pools, name) ? (pools[name] ?? 1) : 1;
}

/** How many places of a pool are held. */
export function placesHeld(held: Held, name: string): number {
  let sum = 0;
  for (const places of held.get(name)?.values() ?? []) sum += places;
  return sum;
}

/** The demand for which there are too few places now; undefined if the task can take all of its places. */
export function missingPool(held: Held, rules: Capacities, task: PoolUser): PoolDemand | undefined {
  return poolDemands(task).find((demand) => placesHeld(held, demand.name) + demand.places > capacityOf(rules, demand));
}

export function takePlaces(held: Held, task: PoolUser): void {
  for (const { name, places } of poolDemands(task)) {
    const holders = held.get(name) ?? new Map<string, number>();
    holders.set(task.id, places);
    held.set(name, holders);
  }
}

/** Gives back what the task holds; nothing if it holds no place. */
export function givePlacesBack(held: Held, task: PoolUser): void {
  for (const { name } of poolDemands(task)) {
    const holders = held.get(name);
    if (holders?.delete(task.id) === true && holders.size === 0) held.delete(name);
  }
}
