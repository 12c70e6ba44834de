import { cleanLine } from '../../../base/clean-text.ts';

/** A name or sentence of others on one line, cut: a page of a thousand tasks must stay small whatever they are called. */
export function shortText(text: string, most = 160): string {
  // Cut twice: cleaning may cost more than it leaves, and must not be asked to clean megabytes.
  const line = cleanLine(text.slice(0, 4 * most));
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
