import type { DraftCombination, Note } from '../draft.ts';
import { childOf, type Located, placeOf } from '../located.ts';
import type { FlatMatrix } from './flat-matrix.ts';

/**
 * Combinations that are only listed under `include`, and that differ in nothing that the mission reads, run the same. One of
 * them is kept: that of a stable version, otherwise the first.
 *
 * @param isRead whether a command, a condition or a variable of the job reads this name of the matrix
 */
export function joinUnreadLegs(
  flat: FlatMatrix,
  isRead: (name: string) => boolean,
  node: Located,
  notes: Note[],
): FlatMatrix {
  if (flat.dimensions.size > 0) return flat;
  const kept = new Map<string, DraftCombination>();
  const left: DraftCombination[] = [];
  for (const entry of flat.include) {
    const read = [...entry].filter(([name]) => isRead(name)).sort(([one], [other]) => (one < other ? -1 : 1));
    const key = JSON.stringify(read);
    const other = kept.get(key);
    const isUsual = other === undefined || (isStable(entry) && !isStable(other));
    if (isUsual) kept.set(key, entry);
    if (other !== undefined) left.push(isUsual ? other : entry);
  }
  if (left.length === 0) return flat;
  notes.push({
    place: placeOf(childOf(node, 'include') ?? node),
    construct: `include: [${left.map(shown).join(', ')}]`,
    text: 'these combinations differ from one that is left only in values that no command reads, so that they would run the same',
    kind: 'left-out',
  });
  return { ...flat, include: [...kept.values()] };
}

/** A note about a dimension that nothing in the mission reads. */
export function unreadNote(name: string, values: readonly unknown[], kept: unknown, node: Located): Note {
  return {
    place: placeOf(childOf(node, name) ?? node),
    construct: `${name}: [${values.map(String).join(', ')}]`,
    text: `no command reads it, so that all its combinations would run the same here: ${String(kept)} is left`,
    kind: 'left-out',
  };
}

function isStable(entry: DraftCombination): boolean {
  return [...entry.values()].some((value) => /^(stable|latest|lts)/i.test(String(value)));
}

function shown(entry: DraftCombination): string {
  return `{ ${[...entry].map(([name, value]) => `${name}: ${String(value)}`).join(', ')} }`;
}
