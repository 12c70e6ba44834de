import { cleanText } from '../../base/clean-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const looks = /(\u001b\[[\d;:]*m)/;
const reset = '\u001b[0m';

/**
 * A line of others as it may stand above the panel: its colours stay, what moves the cursor or changes the terminal goes,
 * and of a line that was written over again and again only the last state is left.
 */
export function terminalLine(line: string): string {
  const last = line.split('\r').findLast((part) => part !== '') ?? '';
  const parts = last.split(looks);
  const text = parts.map((part, index) => (index % 2 === 1 ? part : cleanText(part))).join('');
  return parts.length === 1 ? text : text + reset;
}
