import { sanitizeText } from '../../base/sanitize.ts';
import { createTextStyle, type TextStyle } from './text-style.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const styles = /(\u001b\[[\d;:]*m)/;

/** Printable ASCII and tabs: most lines, and nothing to remove from them. */
const plain = /^[\t -~]*$/;

/** Anything else than that and colours and styles. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const special = /\u001b(?!\[[\d;:]*m)|[^\u001b\t -~]/;

/** What begins an escape sequence or the line again. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const steering = /[\u001b\r]/;

/** What a program writes to begin a line again: a carriage return, the first column, the line erased. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const lineBegins = /\r|\u001b\[[01]?G|\u001b\[2K/g;

/** What selects a character set, such as that of line drawing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const characterSets = /\u001b[ -/]+[0-~]/g;

/** A sequence that was cut off at the end of what was read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfinished = /\u001b(?:\[[0-?]*[ -/]*|[ -/]*)$/;

const BEGIN = '\u001b[';
const RESET = '\u001b[0m';

/** Turns the lines of one program into lines that can stand between lines of other programs. */
export interface TerminalText {
  line(text: string): string;
}

/**
 * Lines of one program, in their order, each with its own colours and styles and nothing else that changes a terminal:
 * cursor movement, titles, hyperlinks, character sets and screen modes are removed. A style that a line leaves on ends with
 * the line and is set again on the next line of the same program, so that it never colours lines of another program or the
 * prompt after the run. If a line is overwritten several times, as by a progress bar, only its last state remains.
 */
export function createTerminalText(): TerminalText {
  const style = createTextStyle();
  return {
    line: (text) => {
      const before = style.sequence();
      if (plain.test(text)) return framed(before, text, before);
      if (!steering.test(text)) return framed(before, cleanOnOneLine(text), before);
      if (special.test(text)) return rewrittenLine(text, style);
      for (let start = text.indexOf(BEGIN); start >= 0; ) {
        const end = text.indexOf('m', start);
        style.note(text, start + BEGIN.length, end);
        start = text.indexOf(BEGIN, end);
      }
      return framed(before, text, style.sequence());
    },
  };
}

/** A line between the style in which it begins and, if it does not end plain, a reset. */
function framed(before: string, text: string, after: string): string {
  if (text === '' || (before === '' && after === '')) return text;
  return after === '' ? before + text : `${before}${text}${RESET}`;
}

/** One line by itself; see `createTerminalText`. */
export function terminalLine(line: string): string {
  return createTerminalText().line(line);
}

function rewrittenLine(text: string, style: TextStyle): string {
  const states = text.replace(unfinished, '').replace(characterSets, '').replace(lineBegins, '\r').split('\r');
  const last = states.findLastIndex((state) => state !== '');
  for (const state of states.slice(0, Math.max(0, last))) noteStyles(state, style);
  const before = style.sequence();
  const parts = (states[last] ?? '').split(styles);
  const clean = parts.map((part, index) => (index % 2 === 1 ? part : cleanOnOneLine(part))).join('');
  noteStyles(states[last] ?? '', style);
  return framed(before, clean, style.sequence());
}

/** U+2028 would begin a line without the prefix that names the task. */
function cleanOnOneLine(text: string): string {
  return sanitizeText(text).replaceAll('\n', ' ');
}

function noteStyles(text: string, { note }: TextStyle): void {
  text.split(styles).forEach((part, index) => {
    if (index % 2 === 1) note(part, BEGIN.length, part.length - 1);
  });
}
