/** Upper bounds for the part of a log that is kept. */
export interface TailBounds {
  readonly lines: number;
  /** UTF-16 units of all lines together, without the mark. */
  readonly characters: number;
}

export interface Tail {
  readonly lines: readonly string[];
  /** True if there is more before `lines`. */
  readonly cut: boolean;
}

/**
 * The last lines, within both bounds. A partial first line would look like a whole one, so it is dropped; a single line
 * that is too long keeps its end, with `…` in front.
 *
 * @param beheaded the first line is the end of a longer one
 */
export function cutTail(lines: readonly string[], most: TailBounds, beheaded = false): Tail {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end--;
  // A partial line is better than none.
  const start = Math.max(beheaded && end > 1 ? 1 : 0, end - most.lines);
  const kept = lines.slice(start, end);
  const text = kept.join('\n');
  if (text.length <= most.characters) return { lines: kept, cut: beheaded || start > 0 };
  const tail = text.slice(-most.characters);
  if (text.at(-most.characters - 1) === '\n') return { lines: tail.split('\n'), cut: true };
  const next = tail.indexOf('\n') + 1;
  const shown = next > 0 && next <= most.characters / 2 ? tail.slice(next) : `…${tail.replace(/^\p{Surrogate}/u, '')}`;
  return { lines: shown.split('\n'), cut: true };
}
