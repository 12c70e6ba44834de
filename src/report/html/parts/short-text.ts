import { sanitizeLine } from '../../../base/sanitize.ts';

/** Untrusted text on one line, cut: a page with a thousand tasks must stay small whatever their names are. */
export function shortText(text: string, most = 160): string {
  // Cut twice: sanitizing removes characters, and must not run over megabytes.
  const line = sanitizeLine(text.slice(0, 4 * most));
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
