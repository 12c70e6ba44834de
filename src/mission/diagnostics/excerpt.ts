import { characterWidth } from './display-width.ts';
import { makeVisible } from './show-text.ts';

/** Columns of source shown at most; of a longer line the part around the caret. */
const WIDEST = 110;
/** Columns kept in front of the caret when the line's start is cut. */
const BEFORE = 30;
const TAB = '  ';

/** A line of the source as it can be shown, and the blanks and carets to print below it. */
export interface Excerpt {
  readonly source: string;
  readonly carets: string;
}

/** One character, or its replacement, with its columns. */
interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly marked: boolean;
}

/** `column` and `endColumn` are 1-based UTF-16 units, the end exclusive. Only the neighbourhood of `column` is read. */
export function excerpt(line: string, column: number, endColumn: number): Excerpt {
  const from = Math.min(column - 1, line.length);
  const to = Math.max(endColumn - 1, from + 1);
  // A character shows as one column at least, so no more characters than columns are needed on either side.
  const start = from > WIDEST ? wholeCharacter(line, from - BEFORE) : 0;
  const end = Math.min(line.length, Math.max(from, start) + WIDEST);
  const cells = toCells(line.slice(start, end), start, from, to);
  const cut = cutToWidth(cells);
  const cutEnd = end < line.length || cut.length < cells.length;
  const lead = start > 0 ? '…' : '';
  const source = lead + cut.map((cell) => cell.shown).join('') + (cutEnd ? '…' : '');
  const blanks = columns(cut.slice(0, firstMarked(cut))) + lead.length;
  const marked = columns(cut.filter((cell) => cell.marked));
  return { source, carets: ' '.repeat(blanks) + '^'.repeat(Math.max(1, marked)) };
}

/** Never starts inside a surrogate pair. */
function wholeCharacter(line: string, index: number): number {
  const code = line.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}

function toCells(text: string, offset: number, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let index = offset;
  for (const character of text) {
    const shown = character === '\t' ? TAB : makeVisible(character);
    const width = shown === character ? characterWidth(character) : shown.length;
    cells.push({ shown, width, marked: index + character.length > from && index < to });
    index += character.length;
  }
  return cells;
}

/** The replacement of an invisible character takes more than one column, so the end is cut by columns, after the mark's start. */
function cutToWidth(cells: readonly Cell[]): readonly Cell[] {
  const least = firstMarked(cells) + 1;
  let total = 0;
  const last = cells.findIndex((cell, index) => {
    total += cell.width;
    return total > WIDEST && index >= least;
  });
  return last === -1 ? cells : cells.slice(0, last);
}

function firstMarked(cells: readonly Cell[]): number {
  const index = cells.findIndex((cell) => cell.marked);
  return index === -1 ? cells.length : index;
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
