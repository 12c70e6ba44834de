import { cleanText } from '../../base/clean-text.ts';
import { createTextStyle } from './text-style.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const styles = /(\u001b\[[\d;:]*m)/;

/** What a program writes to begin a line again: a carriage return, the first column, the line erased. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const lineBegins = /\r|\u001b\[[01]?G|\u001b\[2K/g;

/** What selects a character set, such as that of line drawing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const characterSets = /\u001b[ -/]+[0-~]/g;

/** A sequence that was cut off at the end of what was read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfinished = /\u001b(?:\[[0-?]*[ -/]*|[ -/]*)$/;

const RESET = '\u001b[0m';

/** Makes the lines of one program fit to stand among other lines. */
export interface TerminalText {
  line(text: string): string;
}

/**
 * Lines of one program, in their order, each with its own colours and styles and nothing else that changes a terminal:
 * cursor movement, titles, hyperlinks, character sets and screen modes are removed. A style that a line leaves on ends with
 * the line and is set again on the next line of the same program, so that it never colours lines of another one or the prompt
 * after the run. Of a line that is written over again and again only the last state is left.
 */
export function createTerminalText(): TerminalText {
  const style = createTextStyle();
  return {
    line: (text) => {
      const before = style.sequence();
      const last = text.replace(unfinished, '').replace(characterSets, '').replace(lineBegins, '\r').split('\r');
      const shown = last.findLastIndex((part) => part !== '');
      for (const part of last.slice(0, Math.max(0, shown))) noteStyles(part, style.note);
      const atStart = style.sequence();
      const parts = (last[shown] ?? '').split(styles);
      const clean = parts.map((part, index) => (index % 2 === 1 ? part : cleanText(part))).join('');
      noteStyles(last[shown] ?? '', style.note);
      const isStyled = before !== '' || atStart !== '' || parts.length > 1;
      return isStyled && clean !== '' ? `${atStart}${clean}${RESET}` : clean;
    },
  };
}

/** One line by itself; see `createTerminalText`. */
export function terminalLine(line: string): string {
  return createTerminalText().line(line);
}

function noteStyles(text: string, note: (parameters: string) => void): void {
  for (const [index, part] of text.split(styles).entries()) if (index % 2 === 1) note(part.slice(2, -1));
}
