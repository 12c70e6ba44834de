import type { WaitReason } from '../events/event.ts';

/** From so many removed entries on, a queue that has more of them than others drops them. */
const LEAST_DROPPED = 1_000;

/** Triggered tasks that are not admitted, in launch order, with counts that allow to defer the rest of them without a look at each. */
export class WaitingQueue {
  /** Entries before `first` are removed: to move the rest of 100,000 each time would take longer than the decision. */
  readonly entries: string[] = [];
  /** Of each entry, so that a search compares numbers and looks up no id. */
  readonly ranks: number[] = [];
  first = 0;
  /** Tasks that no check has looked at yet. */
  readonly fresh = new Set<string>();
  /** How many wait for which reason. */
  readonly reasons = new Map<WaitReason, number>();

  get length(): number {
    return this.entries.length - this.first;
  }

  /** All ids, in launch order. */
  get ids(): readonly string[] {
    return this.entries.slice(this.first);
  }

  /** Undefined behind the last one. */
  idAt(index: number): string | undefined {
    return this.entries[this.first + index];
  }

  rankAt(index: number): number {
    return this.ranks[this.first + index] ?? 0;
  }

  /** Index of a task in the queue, or where it would be inserted. Binary search: ranks are distinct. */
  indexOf(rank: number): number {
    let low = this.first;
    let high = this.ranks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ranks[middle] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    return low - this.first;
  }

  /** Inserts a task at its place in the launch order. */
  enqueue(id: string, rank: number): void {
    const at = this.first + this.indexOf(rank);
    if (at === this.entries.length) {
      this.entries.push(id);
      this.ranks.push(rank);
    } else {
      this.entries.splice(at, 0, id);
      this.ranks.splice(at, 0, rank);
    }
    this.fresh.add(id);
  }

  /** Removes a task that is admitted or has ended. */
  dequeue(id: string, rank: number, reason: WaitReason | undefined): void {
    const at = this.first + this.indexOf(rank);
    // The head goes most often.
    if (at === this.first) this.#dropFirst();
    else {
      this.entries.splice(at, 1);
      this.ranks.splice(at, 1);
    }
    this.fresh.delete(id);
    if (reason !== undefined) this.#count(reason, -1);
  }

  /** Records the reason for which a task waits from now on. */
  setReason(id: string, before: WaitReason | undefined, now: WaitReason): void {
    this.fresh.delete(id);
    if (before !== undefined) this.#count(before, -1);
    this.#count(now, 1);
  }

  #dropFirst(): void {
    this.first += 1;
    if (this.first < LEAST_DROPPED || 2 * this.first < this.entries.length) return;
    this.entries.splice(0, this.first);
    this.ranks.splice(0, this.first);
    this.first = 0;
  }

  #count(reason: WaitReason, change: number): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + change);
  }
}
