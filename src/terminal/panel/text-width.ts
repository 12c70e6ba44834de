import stringWidth from 'string-width';

const ellipsis = '…';
const ascii = /^[ -~]*$/;

/** ASCII and the characters of the panel itself: one column each. Measuring any other text takes 20 ms the first time. */
const narrow = /^[ -~─█░▶■⏸↻◆✔✘–·≥…]*$/;

let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** Cache of widths. Two frames contain mostly the same texts, and measuring is most of the cost of a frame. */
const measured = new Map<string, number>();
const MEASURED = 2_000;

/** Width of a text on a terminal in columns. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (measured.size >= MEASURED) measured.clear();
  measured.set(text, width);
  return width;
}

/** As much of a text as fits into this number of columns, with an ellipsis if it is shortened. Characters are never split. */
export function cutTo(text: string, columns: number): string {
  if (columns <= 0) return '';
  // No visible text needs more code units than this. A name of a megabyte must not be measured for each frame.
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

/** A text of exactly this number of columns: shortened, or padded with blanks. */
export function fitTo(text: string, columns: number): string {
  const cut = cutTo(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
}

/** Rows that a line takes on a terminal of this width, which wraps it. A wide character is not split over two rows. */
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
