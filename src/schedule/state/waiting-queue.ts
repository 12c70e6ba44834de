import type { Positions } from '../../mission/graph/positions.ts';
import type { WaitReason } from '../events/event.ts';

/** Places that a queue has at first; it grows with the tasks that wait. */
const FIRST_CAPACITY = 16;

/** Triggered tasks that are not admitted, in launch order, with counts that allow to defer the rest of them without a look at each. */
export class WaitingQueue {
  /**
   * The ranks of the tasks, from `first` to `end`. Numbers of four bytes in one array, with free places at both ends: to insert a task among 10,000, or to
   * remove the first one, moves few bytes.
   */
  ranks = new Int32Array(FIRST_CAPACITY);
  first = 0;
  end = 0;
  /** Ranks of tasks that no check has looked at yet. */
  readonly fresh = new Set<number>();
  /** How many wait for which reason. */
  readonly reasons = new Map<WaitReason, number>();
  readonly #positions: Positions;
  readonly #order: Int32Array;

  /** @param order by rank: the position of the task */
  constructor(positions: Positions, order: Int32Array) {
    this.#positions = positions;
    this.#order = order;
  }

  get length(): number {
    return this.end - this.first;
  }

  /** All ids, in launch order. */
  get ids(): readonly string[] {
    return Array.from({ length: this.length }, (_, index) => this.idAt(index) ?? '');
  }

  /** Undefined behind the last one. */
  idAt(index: number): string | undefined {
    const at = this.first + index;
    return at < this.end ? this.idOf(this.ranks[at] ?? 0) : undefined;
  }

  /** The id of the task with this rank. */
  idOf(rank: number): string {
    return this.#positions.idAt(this.#order[rank] ?? 0);
  }

  rankAt(index: number): number {
    return this.ranks[this.first + index] ?? 0;
  }

  /** Index of a task in the queue, or where it would be inserted. Binary search: ranks are distinct. */
  indexOf(rank: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ranks[middle] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    return low - this.first;
  }

  /** Inserts a task at its place in the launch order. */
  enqueue(rank: number): void {
    const index = this.indexOf(rank);
    if (this.first > 0 && 2 * index < this.length) {
      this.ranks.copyWithin(this.first - 1, this.first, this.first + index);
      this.first -= 1;
    } else {
      if (this.end === this.ranks.length) this.#makeRoom();
      this.ranks.copyWithin(this.first + index + 1, this.first + index, this.end);
      this.end += 1;
    }
    this.ranks[this.first + index] = rank;
    this.fresh.add(rank);
  }

  /** Removes a task that is admitted or has ended. */
  dequeue(rank: number, reason: WaitReason | undefined): void {
    const at = this.first + this.indexOf(rank);
    if (at - this.first < this.end - at) {
      this.ranks.copyWithin(this.first + 1, this.first, at);
      this.first += 1;
    } else {
      this.ranks.copyWithin(at, at + 1, this.end);
      this.end -= 1;
    }
    this.fresh.delete(rank);
    if (reason !== undefined) this.#count(reason, -1);
  }

  /** Records the reason for which a task waits from now on. */
  setReason(rank: number, before: WaitReason | undefined, now: WaitReason): void {
    this.fresh.delete(rank);
    if (before !== undefined) this.#count(before, -1);
    this.#count(now, 1);
  }

  /** Moves all to the beginning, of a larger array if more than half of it is in use. */
  #makeRoom(): void {
    const before = this.ranks.subarray(this.first, this.end);
    const isCrowded = 2 * before.length > this.ranks.length;
    if (isCrowded) this.ranks = new Int32Array(2 * this.ranks.length);
    this.ranks.set(before);
    this.end -= this.first;
    this.first = 0;
  }

  #count(reason: WaitReason, change: number): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + change);
  }
}
