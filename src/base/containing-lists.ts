/**
 * For each number from 0 to `count - 1`: the lists that contain it, in their order. Two arrays hold all answers, because 100,000 short lists of their
 * own take longer to make than everything that is then computed with them.
 */
export class ContainingLists {
  /** Where the lists of each number begin in `#lists`; those of the last one end at the last entry. */
  readonly #starts: Int32Array;
  readonly #lists: Int32Array;

  /** @param lists of numbers from 0; those that are not below `count` are ignored */
  constructor(lists: readonly (readonly number[])[], count: number) {
    const starts = new Int32Array(count + 2);
    let total = 0;
    // By index: the needs of 100,000 tasks may be a million numbers.
    for (const list of lists) {
      for (let place = 0; place < list.length; place += 1) {
        const value = list[place] ?? count;
        if (value >= count) continue;
        starts[value + 2] = (starts[value + 2] ?? 0) + 1;
        total += 1;
      }
    }
    for (let value = 2; value < starts.length; value += 1)
      starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
    const found = new Int32Array(total);
    // Filling moves each start to the start of the next number.
    for (let index = 0; index < lists.length; index += 1) {
      const list = lists[index] ?? [];
      for (let place = 0; place < list.length; place += 1) {
        const value = list[place] ?? count;
        if (value >= count) continue;
        const at = starts[value + 1] ?? 0;
        found[at] = index;
        starts[value + 1] = at + 1;
      }
    }
    this.#starts = starts;
    this.#lists = found;
  }

  /** Where the lists of a number begin, as an argument of `at`. */
  first(value: number): number {
    return this.#starts[value] ?? 0;
  }

  /** Where they end: behind the last one. */
  end(value: number): number {
    return this.#starts[value + 1] ?? 0;
  }

  /** The index of the list at this place. */
  at(position: number): number {
    return this.#lists[position] ?? 0;
  }
}
