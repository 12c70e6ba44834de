import { cutTail, type TailBounds } from '../../base/cut-tail.ts';
import { sanitizeText } from '../../base/sanitize.ts';

/** The last lines of a log as they are shown: sanitized, within both bounds; '' if there is nothing to show. */
export function tailOf(text: string | undefined, most: TailBounds): string {
  if (text === undefined) return '';
  // Four times as much, because sanitizing removes characters.
  const clean = sanitizeText(text.slice(-4 * most.characters)).replace(/^\n+|\s+$/g, '');
  return cutTail(clean.split('\n'), most).lines.join('\n');
}
