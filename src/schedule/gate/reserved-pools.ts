import { poolDemands } from '../pools/held.ts';
import { rankOf, type State, serviceState, taskOf, taskState } from '../state/state.ts';
import type { Block } from './block.ts';
import { mustFollow } from './follows.ts';

/** By pool or lock: the first task in launch order that has waited for it too long. */
export type ReservedPools = ReadonlyMap<
  string,
  { readonly by: string; readonly rank: number; readonly isLock: boolean }
>;

/** Gives those of this moment in a check. */
export interface ReservedNow {
  reserved(): ReservedPools;
}

const NONE: ReservedPools = new Map();

/**
 * The pools and locks that tasks behind must leave alone, because a task has been passed over at `patient` checks. Otherwise small
 * demands could starve a wide one. All of its pools are reserved, not only the full one: of two pools, one could always be full.
 *
 * Nothing is reserved while nothing runs by itself, nor for a task that could not start yet: what it waits for could be behind it.
 */
export function reservedPools(state: State, patient: number): ReservedPools {
  if (state.idleSince !== undefined || state.passedPools.size === 0) return NONE;
  const reserved = new Map<string, { readonly by: string; readonly rank: number; readonly isLock: boolean }>();
  for (const [id, check] of state.passedPools) {
    if (state.checks - check < patient || taskState(state, id).phase !== 'waiting') continue;
    const task = taskOf(state, id);
    if (mustFollow(state, id)) continue;
    if (task.services.some((service) => serviceState(state, service).phase !== 'ready')) continue;
    const rank = rankOf(state, id);
    for (const { name, isLock } of poolDemands(task)) {
      const known = reserved.get(name);
      if (known === undefined || rank < known.rank) reserved.set(name, { by: id, rank, isLock });
    }
  }
  return reserved;
}

/** Why a task has to leave a pool to one before it; undefined if it does not. */
export function reservedBlock(state: State, now: ReservedNow, id: string): Block | undefined {
  const demands = poolDemands(taskOf(state, id));
  if (demands.length === 0) return undefined;
  const reserved = now.reserved();
  if (reserved.size === 0) return undefined;
  const rank = rankOf(state, id);
  for (const { name, isLock } of demands) {
    const first = reserved.get(name);
    if (first === undefined || first.rank >= rank) continue;
    const what = isLock ? 'lock' : 'pool';
    return { reason: what, detail: `held back behind ${first.by}, which has waited longer for ${what} ${name}` };
  }
  return undefined;
}
