import type { DraftEntry } from './draft.ts';

/** The ids of everything that an entry needs, directly or not. */
export function reach(entry: DraftEntry, byId: ReadonlyMap<string, DraftEntry>): ReadonlySet<string> {
  const found = new Set(entry.needs);
  for (const id of found) for (const next of byId.get(id)?.needs ?? []) found.add(next);
  return found;
}
