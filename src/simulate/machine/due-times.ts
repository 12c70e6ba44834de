/** A binary heap of due times. Equal times are taken in the order in which they were added. */

interface Timed {
  /** Milliseconds since the mission's start. */
  readonly at: number;
}

export interface DueTimes<Due extends Timed> {
  readonly heap: Due[];
  /** Of each entry of the heap: how many were added before it. */
  readonly order: number[];
  added: number;
}

export function emptyDueTimes<Due extends Timed>(): DueTimes<Due> {
  return { heap: [], order: [], added: 0 };
}

export function clearDueTimes<Due extends Timed>({ heap, order }: DueTimes<Due>): void {
  heap.length = 0;
  order.length = 0;
}

export function nextDue<Due extends Timed>({ heap }: DueTimes<Due>): Due | undefined {
  return heap[0];
}

export function addDue<Due extends Timed>(times: DueTimes<Due>, due: Due): void {
  const { heap, order } = times;
  heap.push(due);
  order.push(times.added);
  times.added += 1;
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (!swapIfBefore(times, index, parent)) return;
    index = parent;
  }
}

export function takeDue<Due extends Timed>(times: DueTimes<Due>): Due | undefined {
  const { heap, order } = times;
  const first = heap[0];
  const last = heap.pop();
  const added = order.pop();
  if (last === undefined || added === undefined || heap.length === 0) return first;
  heap[0] = last;
  order[0] = added;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    const smaller = right < heap.length && isBefore(times, right, left) ? right : left;
    if (smaller >= heap.length || !swapIfBefore(times, smaller, index)) return first;
    index = smaller;
  }
}

function isBefore<Due extends Timed>({ heap, order }: DueTimes<Due>, a: number, b: number): boolean {
  const first = heap[a];
  const second = heap[b];
  if (first === undefined || second === undefined) return false;
  return first.at < second.at || (first.at === second.at && (order[a] ?? 0) < (order[b] ?? 0));
}

function swapIfBefore<Due extends Timed>(times: DueTimes<Due>, child: number, parent: number): boolean {
  const { heap, order } = times;
  const lower = heap[child];
  const upper = heap[parent];
  if (lower === undefined || upper === undefined || !isBefore(times, child, parent)) return false;
  const added = order[child] ?? 0;
  heap[parent] = lower;
  heap[child] = upper;
  order[child] = order[parent] ?? 0;
  order[parent] = added;
  return true;
}
