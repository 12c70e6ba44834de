import { capacityOf, missingPool, type PoolDemand, placesHeld } from '../pools/held.ts';
import { type State, taskOf } from '../state/state.ts';
import type { Block } from './block.ts';

/** How many holders of a pool a reason names. */
const NAMED = 3;

/** Why this task cannot take its locks and places now; undefined if all are free. */
export function poolBlock(state: State, id: string): Block | undefined {
  const missing = missingPool(state.pools, state.mission.admission, taskOf(state, id));
  return missing === undefined
    ? undefined
    : { reason: missing.isLock ? 'lock' : 'pool', detail: fullText(state, missing) };
}

/** Such as `lock database is held by migrate`, or `pool browsers: 3 of 3 in use by a and b (2), this task needs 1`. */
function fullText(state: State, demand: PoolDemand): string {
  const { name, places, isLock } = demand;
  const holders = [...(state.pools.get(name) ?? [])];
  if (isLock) return `lock ${name} is held by ${holders[0]?.[0]}`;
  const shown = holders.slice(0, NAMED).map(([id, count]) => (count === 1 ? id : `${id} (${count})`));
  const rest = holders.length - shown.length;
  const listed = rest > 0 ? [...shown, `${rest} more`] : shown;
  const used = placesHeld(state.pools, name);
  return `pool ${name}: ${used} of ${capacityOf(state.mission.admission, demand)} in use by ${andList(listed)}, this task needs ${places}`;
}

function andList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
