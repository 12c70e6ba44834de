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
  /** Into `nodes`; undefined if there is no such id. */
  positionOf(id: string): number | undefined;
  /**
   * The positions that a text names: an id, that of one combination, or `ID (VALUES)` with `*` for any values. Empty if it names
   * nothing.
   */
  find(text: string): readonly number[];
}

export function findTasks(entries: readonly Entry[]): NamedTasks {
  const nodes: Named[] = entries.map((entry): Named => ({ id: entry.id, entry }));
  for (const entry of entries) for (const leg of entry.matrix ?? []) nodes.push({ id: leg.id, entry, leg });
  const whole = positionsIn(nodes, 0, entries.length);
  // Most files name no single combination, of which there may be 100,000.
  let legs: ReadonlyMap<string, number> | undefined;
  const positionOf = (id: string): number | undefined => {
    const position = whole.get(id);
    if (position !== undefined || !id.includes(' (')) return position;
    legs ??= positionsIn(nodes, entries.length, nodes.length);
    return legs.get(id);
  };
  // Each combination of a large matrix may name the same pattern.
  const known = new Map<string, readonly number[]>();

  function search(text: string): readonly number[] {
    const values = text.indexOf(' (');
    const position = values < 0 ? undefined : positionOf(text.slice(0, values));
    const matrix = position === undefined ? undefined : nodes[position]?.entry.matrix;
    if (position === undefined || matrix === undefined) return [];
    // The combinations are not known: another finding says why, and any of them may be meant.
    if (matrix.length === 0) return [position];
    if (!text.includes('*')) return [];
    return matrix.flatMap(({ id }) => (matchesGlob(text, id) ? (positionOf(id) ?? []) : []));
  }

  return {
    nodes,
    positionOf,
    find: (text) => {
      const exact = positionOf(text);
      if (exact !== undefined) return [exact];
      const before = known.get(text);
      if (before !== undefined) return before;
      const found = search(text);
      known.set(text, found);
      return found;
    },
  };
}

/** Of nodes with the same id, the first one. */
function positionsIn(nodes: readonly Named[], from: number, until: number): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (let position = from; position < until; position += 1) {
    const id = nodes[position]?.id ?? '';
    if (!positions.has(id)) positions.set(id, position);
  }
  return positions;
}
