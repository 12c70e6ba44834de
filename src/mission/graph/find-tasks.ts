import { matchesGlob } from '../../base/matches-glob.ts';
import type { Entry } from '../entries/checking.ts';
import type { MatrixTask } from '../matrix/matrix.ts';

/** A task or test, or one combination of its matrix. */
export interface Named {
  readonly id: string;
  readonly entry: Entry;
  /** Absent for a task without a matrix, and for the whole of a matrix. */
  readonly leg?: MatrixTask;
}

/** Everything that `needs` and similar keys can name. */
export interface NamedTasks {
  /** All entries in their order, then the combinations of their matrices. */
  readonly nodes: readonly Named[];
  /** Into `nodes`. */
  readonly positions: ReadonlyMap<string, number>;
  /**
   * The positions that a text names: an id, that of one combination, or `ID (VALUES)` with `*` for any values. Empty if it names
   * nothing.
   */
  find(text: string): readonly number[];
}

export function findTasks(entries: readonly Entry[]): NamedTasks {
  const nodes: readonly Named[] = [
    ...entries.map((entry): Named => ({ id: entry.id, entry })),
    ...entries.flatMap((entry) => (entry.matrix ?? []).map((leg): Named => ({ id: leg.id, entry, leg }))),
  ];
  const positions = new Map<string, number>();
  for (const [position, { id }] of nodes.entries()) {
    if (!positions.has(id)) positions.set(id, position);
  }
  // Each combination of a large matrix may name the same pattern.
  const known = new Map<string, readonly number[]>();

  function search(text: string): readonly number[] {
    const values = text.indexOf(' (');
    const position = values < 0 ? undefined : positions.get(text.slice(0, values));
    const matrix = position === undefined ? undefined : nodes[position]?.entry.matrix;
    if (position === undefined || matrix === undefined) return [];
    // The combinations are not known: another finding says why, and any of them may be meant.
    if (matrix.length === 0) return [position];
    if (!text.includes('*')) return [];
    return matrix.flatMap(({ id }) => (matchesGlob(text, id) ? (positions.get(id) ?? []) : []));
  }

  return {
    nodes,
    positions,
    find: (text) => {
      const exact = positions.get(text);
      if (exact !== undefined) return [exact];
      const before = known.get(text);
      if (before !== undefined) return before;
      const found = search(text);
      known.set(text, found);
      return found;
    },
  };
}
