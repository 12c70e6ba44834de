import { cleanText } from '../../base/clean-text.ts';

/** How much of the end of a log is shown at most. */
export interface TailBounds {
  readonly lines: number;
  readonly characters: number;
}

/** The last lines of a log, within both bounds; '' if there is nothing to show. */
export function tailOf(text: string | undefined, most: TailBounds): string {
  if (text === undefined) return '';
  const clean = cleanText(text.slice(-4 * most.characters)).replace(/^\n+|\s+$/g, '');
  const lines = clean.split('\n').slice(-most.lines).join('\n');
  if (lines.length <= most.characters) return lines;
  const cut = lines.slice(-most.characters);
  const start = cut.indexOf('\n');
  // Half a line in front would look like a whole one; a single line of this length is marked instead.
  return start >= 0 && start < most.characters / 2 ? cut.slice(start + 1) : `…${cut.replace(/^\p{Surrogate}/u, '')}`;
}
