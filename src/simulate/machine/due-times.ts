/** A binary heap of due times. Equal times are taken in the order in which they were added. */

interface Timed {
  /** Milliseconds since the mission's start. */
  readonly at: number;
}

interface Entry<Due extends Timed> {
  readonly due: Due;
  readonly added: number;
}

export interface DueTimes<Due extends Timed> {
  readonly heap: Entry<Due>[];
  added: number;
}

export function emptyDueTimes<Due extends Timed>(): DueTimes<Due> {
  return { heap: [], added: 0 };
}

export function clearDueTimes<Due extends Timed>(times: DueTimes<Due>): void {
  times.heap.length = 0;
}

export function nextDue<Due extends Timed>(times: DueTimes<Due>): Due | undefined {
  return times.heap[0]?.due;
}

export function addDue<Due extends Timed>(times: DueTimes<Due>, due: Due): void {
  const { heap } = times;
  heap.push({ due, added: times.added });
  times.added += 1;
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (!swapIfBefore(heap, index, parent)) return;
    index = parent;
  }
}

export function takeDue<Due extends Timed>(times: DueTimes<Due>): Due | undefined {
  const { heap } = times;
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first?.due;
  heap[0] = last;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    const smaller = right < heap.length && isBefore(heap, right, left) ? right : left;
    if (smaller >= heap.length || !swapIfBefore(heap, smaller, index)) return first?.due;
    index = smaller;
  }
}

function isBefore<Due extends Timed>(heap: readonly Entry<Due>[], a: number, b: number): boolean {
  const first = heap[a];
  const second = heap[b];
  if (first === undefined || second === undefined) return false;
  return first.due.at < second.due.at || (first.due.at === second.due.at && first.added < second.added);
}

function swapIfBefore<Due extends Timed>(heap: Entry<Due>[], child: number, parent: number): boolean {
  const lower = heap[child];
  const upper = heap[parent];
  if (lower === undefined || upper === undefined || !isBefore(heap, child, parent)) return false;
  heap[parent] = lower;
  heap[child] = upper;
  return true;
}
