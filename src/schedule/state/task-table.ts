import type { Positions } from '../../mission/graph/positions.ts';

/**
 * One value for each task of a mission, by id, in the order of the mission. All tables of a mission share its positions, so that a decision looks up an
 * id once, in one map, and finds everything else in arrays.
 */
export class TaskTable<Value> {
  /** By position of the task. */
  readonly values: Value[];
  readonly #positions: Positions;

  /** @param values one for each position; the table keeps this array */
  constructor(positions: Positions, values: Value[]) {
    this.#positions = positions;
    this.values = values;
  }

  has(id: string): boolean {
    return this.#positions.of(id) >= 0;
  }

  /** Undefined if the mission has no such task. */
  get(id: string): Value | undefined {
    const position = this.#positions.of(id);
    return position < 0 ? undefined : this.values[position];
  }

  /** Throws if the mission has no such task, which would be a bug. */
  set(id: string, value: Value): void {
    const position = this.#positions.of(id);
    if (position < 0) throw new Error(`no task ${id} in the mission`);
    this.values[position] = value;
  }

  /** Pairs of id and value, as of a map. */
  *[Symbol.iterator](): Iterator<readonly [string, Value]> {
    for (const [position, id] of this.#positions.ids.entries()) {
      const value = this.values[position];
      if (value !== undefined) yield [id, value];
    }
  }
}
