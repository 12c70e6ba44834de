import stringWidth from 'string-width';

const ellipsis = '…';
const ascii = /^[ -~]*$/;

/** ASCII and what the panel itself is drawn with: one column each. To measure the first of the others takes 20 ms. */
const narrow = /^[ -~─█░▶■⏸↻◆✔✘–·≥…]*$/;

let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** What was measured already: a frame holds mostly what the one before held, and measuring is most of its cost. */
const measured = new Map<string, number>();
const MEASURED = 2_000;

/** Columns that text takes on a terminal. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (measured.size >= MEASURED) measured.clear();
  measured.set(text, width);
  return width;
}

/** What fits into so many columns, with an ellipsis where something is left out; characters are never cut apart. */
export function cutTo(text: string, columns: number): string {
  if (columns <= 0) return '';
  // Nothing on a terminal takes more code units than this: a name of a megabyte must not be measured at every frame.
  const bounded = text.length > columns * 16 ? text.slice(0, columns * 16) : text;
  if (bounded.length === text.length && widthOf(text) <= columns) return text;
  if (ascii.test(bounded)) return bounded.slice(0, columns - 1) + ellipsis;
  let cut = '';
  let width = 0;
  for (const { segment } of segmentsOf(bounded)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    cut += segment;
  }
  return cut + ellipsis;
}

/** Cut, or filled up with blanks: exactly so many columns. */
export function fitTo(text: string, columns: number): string {
  const cut = cutTo(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
}

/** Rows that a line takes once a terminal has wrapped it; a wide character is not split over two. */
export function rowsOf(text: string, columns: number): number {
  if (columns < 2 || widthOf(text) <= columns) return 1;
  let rows = 1;
  let at = 0;
  for (const { segment } of segmentsOf(text)) {
    const width = widthOf(segment);
    if (at + width > columns) {
      rows += 1;
      at = 0;
    }
    at += width;
  }
  return rows;
}
