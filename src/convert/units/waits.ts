/**
 * Which name waits for which, without circles.
 *
 * Names have places: one that waits is behind those that it waits for. So most questions are answered by comparing two places, and each
 * search ends at a place (Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", 2007). Sets of everything
 * that each name waits for would have 200 million members for a chain of 20,000.
 */
export class Waits {
  readonly #needs = new Map<string, Set<string>>();
  readonly #users = new Map<string, Set<string>>();
  readonly #places = new Map<string, number>();

  /** @param names those that are probably waited for first; the fewer are in the wrong order, the faster it is */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      this.#needs.set(name, new Set());
      this.#users.set(name, new Set());
      this.#places.set(name, this.#places.size);
    }
  }

  has(name: string): boolean {
    return this.#needs.has(name);
  }

  /** What a name waits for itself. */
  needsOf(name: string): ReadonlySet<string> {
    return this.#needs.get(name) ?? new Set();
  }

  /** Whether a name is another one, or waits for it, directly or through others. */
  reaches(from: string, to: string): boolean {
    return from === to || this.#search(from, this.#needs, (place) => place >= this.#place(to)).has(to);
  }

  /** Adds a need of a name. The need must not wait for the name. */
  add(name: string, need: string): void {
    this.#needs.get(name)?.add(need);
    this.#users.get(need)?.add(name);
    const [lowest, highest] = [this.#place(name), this.#place(need)];
    if (highest < lowest) return;
    // Only what lies between the two is in the wrong order.
    const first = this.#search(need, this.#needs, (place) => place > lowest);
    const then = this.#search(name, this.#users, (place) => place < highest);
    const moved = [...this.#sorted(first), ...this.#sorted(then)];
    const places = moved.map((each) => this.#place(each)).sort((a, b) => a - b);
    for (const [index, each] of moved.entries()) this.#places.set(each, places[index] ?? 0);
  }

  /** What each name waits for, without what follows from the rest, in the order in which the names were given. */
  reduced(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
    return new Map([...names].map((name) => [name, this.#reducedNeeds(name)]));
  }

  #reducedNeeds(name: string): readonly string[] {
    const needs = [...this.needsOf(name)];
    if (needs.length < 2) return needs;
    const lowest = Math.min(...needs.map((need) => this.#place(need)));
    const implied = new Set<string>();
    const waiting = [...needs];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      for (const need of this.#needs.get(each) ?? []) {
        if (this.#place(need) < lowest || implied.has(need)) continue;
        implied.add(need);
        waiting.push(need);
      }
    }
    return needs.filter((need) => !implied.has(need));
  }

  /** A name and everything behind it in one direction, as far as the places are of interest. */
  #search(
    from: string,
    next: ReadonlyMap<string, ReadonlySet<string>>,
    isOfInterest: (place: number) => boolean,
  ): ReadonlySet<string> {
    const found = new Set([from]);
    if (!isOfInterest(this.#place(from))) return found;
    for (const each of found)
      for (const other of next.get(each) ?? []) if (isOfInterest(this.#place(other))) found.add(other);
    return found;
  }

  #sorted(names: ReadonlySet<string>): readonly string[] {
    return [...names].sort((one, other) => this.#place(one) - this.#place(other));
  }

  #place(name: string): number {
    return this.#places.get(name) ?? 0;
  }
}
