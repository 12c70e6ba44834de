import { onceFor } from '../../base/once-for.ts';

/** An item whose id is unique in its list. */
interface Identified {
  readonly id: string;
}

/** Of recent answers, a power of two: ids that differ in their last three digits keep out of each other's way, and the answers stay in the cache. */
const MOST_RECENT = 1024;

/**
 * The one place that maps the ids of a list, such as the tasks of a mission, to their positions in it. Everything else that is known of each task is an
 * array by position.
 */
export class Positions {
  /** By position. */
  readonly ids: readonly string[];
  readonly #positions: ReadonlyMap<string, number>;
  /**
   * The newest answer, and recent ones, each in the place that the last characters of its id give. Decisions ask again and again for the tasks that
   * run or have just ended, and a map of 100,000 ids is larger than the caches of a CPU: this saves nearly all look-ups.
   */
  #newestId: string | undefined;
  /** Its position; -1 before the first answer, and for an id that is not in the list. */
  #newest = -1;
  readonly #recentIds: (string | undefined)[];
  readonly #recent: Int32Array;

  constructor(list: readonly Identified[]) {
    const ids = list.map(({ id }) => id);
    const positions = new Map<string, number>();
    for (let position = 0; position < ids.length; position += 1) positions.set(ids[position] ?? '', position);
    this.ids = ids;
    this.#positions = positions;
    const recent = Math.min(MOST_RECENT, 2 ** Math.ceil(Math.log2(ids.length + 1)));
    this.#recentIds = new Array<string | undefined>(recent).fill(undefined);
    this.#recent = new Int32Array(recent);
  }

  /** The id at a position of the list. What follows asks for the position of this id. */
  idAt(position: number): string {
    const id = this.ids[position] ?? '';
    this.#note(this.#placeOf(id), id, position);
    return id;
  }

  /** -1 if it is not in the list. */
  of(id: string): number {
    if (id === this.#newestId) return this.#newest;
    // Thousands of tasks that are triggered at once, and all tasks of a mission, are asked for in their order.
    if (id === this.ids[this.#newest + 1]) {
      this.#newest += 1;
      this.#newestId = id;
      return this.#newest;
    }
    const place = this.#placeOf(id);
    const recent = id === this.#recentIds[place] ? this.#recent[place] : undefined;
    const found = recent ?? this.#positions.get(id) ?? -1;
    this.#note(place, id, found);
    return found;
  }

  #note(place: number, id: string, position: number): void {
    this.#newestId = id;
    this.#newest = position;
    this.#recentIds[place] = id;
    this.#recent[place] = position;
  }

  #placeOf(id: string): number {
    const { length } = id;
    const last = id.charCodeAt(length - 1) + 10 * id.charCodeAt(length - 2) + 100 * id.charCodeAt(length - 3);
    return last & (this.#recent.length - 1);
  }

  /** Those of these ids that are in the list, in their order. */
  ofAll(ids: readonly string[]): readonly number[] {
    const found: number[] = [];
    let before = -1;
    for (const id of ids) {
      // The combinations of a matrix, of which a list may have 750, are one after the other.
      const position = id === this.ids[before + 1] ? before + 1 : this.#positions.get(id);
      if (position === undefined) continue;
      found.push(position);
      before = position;
    }
    return found;
  }
}

/**
 * The positions of this list, which must not change afterwards. Once for each list: a plan asks for the same tasks again and again, and the map of
 * 100,000 takes long to make.
 */
export const positionsOf = onceFor((list: readonly Identified[]) => new Positions(list));
