import { onceFor } from '../../base/once-for.ts';

/** An item whose id is unique in its list. */
interface Identified {
  readonly id: string;
}

/**
 * The one place that maps the ids of a list, such as the tasks of a mission, to their positions in it. Everything else that is known of each task is an
 * array by position.
 */
export class Positions {
  /** By position. */
  readonly ids: readonly string[];
  readonly #positions: ReadonlyMap<string, number>;
  /** Decisions about one task follow each other, and a map of 100,000 ids is larger than the caches of a CPU: the newest answer saves most look-ups. */
  #newestId: string | undefined;
  #newest = -1;

  constructor(list: readonly Identified[]) {
    const ids = list.map(({ id }) => id);
    const positions = new Map<string, number>();
    for (let position = 0; position < ids.length; position += 1) positions.set(ids[position] ?? '', position);
    this.ids = ids;
    this.#positions = positions;
  }

  /** The id at a position of the list. What follows asks for the position of this id. */
  idAt(position: number): string {
    const id = this.ids[position] ?? '';
    this.#newestId = id;
    this.#newest = position;
    return id;
  }

  /** -1 if it is not in the list. */
  of(id: string): number {
    if (id === this.#newestId) return this.#newest;
    const found = this.#positions.get(id) ?? -1;
    this.#newestId = id;
    this.#newest = found;
    return found;
  }

  /** Those of these ids that are in the list, in their order. */
  ofAll(ids: readonly string[]): readonly number[] {
    const found: number[] = [];
    for (const id of ids) {
      const position = this.#positions.get(id);
      if (position !== undefined) found.push(position);
    }
    return found;
  }
}

/**
 * The positions of this list, which must not change afterwards. Once for each list: a plan asks for the same tasks again and again, and the map of
 * 100,000 takes long to make.
 */
export const positionsOf = onceFor((list: readonly Identified[]) => new Positions(list));
