import type { WaitReason } from '../events/event.ts';
import type { Waiting } from './state.ts';

/** Inserts a task at its place in the launch order. */
export function enqueue(queue: Waiting, id: string, rank: ReadonlyMap<string, number>): void {
  const at = position(queue, id, rank);
  queue.ids.splice(at, 0, id);
  queue.ranks.splice(at, 0, rank.get(id) ?? 0);
  queue.fresh.add(id);
}

/** Removes a task that is admitted or has ended. */
export function dequeue(
  queue: Waiting,
  id: string,
  reason: WaitReason | undefined,
  rank: ReadonlyMap<string, number>,
): void {
  // The head goes most often: it needs no search, and shift() does not move the rest of a long array as splice() does.
  if (queue.ids[0] === id) {
    queue.ids.shift();
    queue.ranks.shift();
  } else {
    const at = position(queue, id, rank);
    queue.ids.splice(at, 1);
    queue.ranks.splice(at, 1);
  }
  queue.fresh.delete(id);
  if (reason !== undefined) count(queue, reason, -1);
}

/** Records the reason for which a task waits from now on. */
export function setReason(queue: Waiting, id: string, before: WaitReason | undefined, now: WaitReason): void {
  queue.fresh.delete(id);
  if (before !== undefined) count(queue, before, -1);
  count(queue, now, 1);
}

function count(queue: Waiting, reason: WaitReason, change: number): void {
  queue.reasons.set(reason, (queue.reasons.get(reason) ?? 0) + change);
}

/** Index of a task in the queue, or where it would be inserted. Binary search: ranks are distinct. */
export function position(queue: Waiting, id: string, rank: ReadonlyMap<string, number>): number {
  const wanted = rank.get(id) ?? 0;
  let low = 0;
  let high = queue.ranks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue.ranks[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
