import type { Entry } from './parse.ts';

/** Lines per task that a file keeps when it is shortened: more than twice as many as any decision uses. */
export const KEPT_LINES = 50;

/**
 * The newest lines of each task, and of those the newest that fit.
 *
 * @param mostCharacters limit for all lines together, line breaks included
 */
export function keepNewest(entries: readonly Entry[], mostCharacters: number): readonly Entry[] {
  const counts = new Map<string, number>();
  const kept: Entry[] = [];
  let room = mostCharacters;
  for (const entry of entries.toReversed()) {
    const { mission, task } = entry.line;
    const key = JSON.stringify([mission, task]);
    const count = counts.get(key) ?? 0;
    if (count >= KEPT_LINES) continue;
    room -= entry.text.length + 1;
    if (room < 0) break;
    counts.set(key, count + 1);
    kept.push(entry);
  }
  return kept.reverse();
}
