/** A binary heap of the moments at which running steps end; equal moments come out in the order they were added. */

export interface Due {
  readonly at: number;
  readonly id: string;
  readonly step: number;
}

interface Entry extends Due {
  readonly added: number;
}

export interface DueTimes {
  readonly heap: Entry[];
  added: number;
}

export function emptyDueTimes(): DueTimes {
  return { heap: [], added: 0 };
}

export function nextDue(due: DueTimes): Due | undefined {
  return due.heap[0];
}

export function addDue(due: DueTimes, entry: Due): void {
  const { heap } = due;
  heap.push({ ...entry, added: due.added });
  due.added += 1;
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (!swapIfBefore(heap, index, parent)) return;
    index = parent;
  }
}

export function takeDue(due: DueTimes): Due | undefined {
  const { heap } = due;
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  heap[0] = last;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    const smaller = right < heap.length && isBefore(heap, right, left) ? right : left;
    if (smaller >= heap.length || !swapIfBefore(heap, smaller, index)) return first;
    index = smaller;
  }
}

function isBefore(heap: readonly Entry[], a: number, b: number): boolean {
  const first = heap[a];
  const second = heap[b];
  if (first === undefined || second === undefined) return false;
  return first.at < second.at || (first.at === second.at && first.added < second.added);
}

function swapIfBefore(heap: Entry[], child: number, parent: number): boolean {
  const lower = heap[child];
  const upper = heap[parent];
  if (lower === undefined || upper === undefined || !isBefore(heap, child, parent)) return false;
  heap[parent] = lower;
  heap[child] = upper;
  return true;
}
