import { paint, type Tone } from '../output/paint.ts';
import { cutTo, widthOf } from './text-width.ts';

/** A piece of a line in one style. Its text contains no control characters and no line feeds. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

export type StyledLine = readonly Span[];

export function span(text: string, tone?: Tone): Span {
  return tone === undefined ? { text } : { text, tone };
}

/** As much of the line as fits into this number of columns. */
export function cutLine(line: StyledLine, columns: number): StyledLine {
  let left = columns;
  const cut: Span[] = [];
  for (const piece of line) {
    const width = widthOf(piece.text);
    if (width > left) {
      cut.push({ ...piece, text: cutTo(piece.text, left) });
      return cut;
    }
    cut.push(piece);
    left -= width;
  }
  return cut;
}

/** The line without blanks at its end. */
export function trimLine(line: StyledLine): StyledLine {
  const end = line.findLastIndex(({ text }) => text.trimEnd() !== '');
  return line
    .slice(0, end + 1)
    .map((piece, index) => (index === end ? { ...piece, text: piece.text.trimEnd() } : piece));
}

/** Width of the whole line in columns. */
export function lineWidth(line: StyledLine): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** The line without its styles. */
export function plainText(line: StyledLine): string {
  return line.map(({ text }) => text).join('');
}

export function paintLine(line: StyledLine, color: boolean): string {
  return line.map(({ text, tone }) => (color && tone !== undefined ? paint(text, tone) : text)).join('');
}
