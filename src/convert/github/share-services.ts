import type { DraftEntry, Note } from '../draft.ts';

/**
 * In a workflow, each job and each combination of a matrix has services of its own. In a mission they share them, so that two of them
 * would work in one database at once: a lock lets them run one after the other.
 */
export function shareServices(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const users = new Map<string, number>();
  for (const { services = [], matrix } of entries) {
    for (const id of services) users.set(id, (users.get(id) ?? 0) + (matrix === undefined ? 1 : 2));
  }
  return entries.map((entry) => {
    const shared = (entry.services ?? []).filter((id) => (users.get(id) ?? 0) > 1);
    if (shared.length === 0) return entry;
    const note: Note = {
      place: entry.place,
      construct: `services: ${shared.join(', ')}`,
      text: 'each job had its own; without the lock, several tasks would use one at the same time',
      kind: 'changed',
    };
    return { ...entry, locks: shared, notes: [...entry.notes, note] };
  });
}
