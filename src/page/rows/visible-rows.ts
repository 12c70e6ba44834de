import type { PageData } from '../../report/html/data/data.ts';
import type { View } from '../parts/view-range.ts';
import { drawRow, keyOf, markRow } from './draw-row.ts';
import type { Row } from './row-list.ts';
import type { TimelineFrame } from './timeline-frame.ts';

/** Pixels; the style sheet has the same height. */
export const rowHeight = 26;
/** Rows that are drawn above and below the visible ones, so that a quick scroll shows no gap. */
const spare = 12;
/** Rows on paper; more would fill a book. */
export const mostPrinted = 400;

/** What the drawn rows depend on. */
export interface RowsState {
  readonly rows: readonly Row[];
  readonly view: View;
  /** Width of the time axis in pixels. */
  readonly width: number;
  /** The current row of the keyboard, as a position in `rows`; -1 if there is none. */
  readonly current: number;
  /** The details show the current row. */
  readonly chosen: boolean;
  readonly printing: boolean;
}

/** The rows that are in the document: the visible ones and some around them, or all of them for paper. */
export class VisibleRows {
  readonly #frame: TimelineFrame;
  readonly #data: PageData;
  readonly #drawn = new Map<string, HTMLElement>();
  readonly #positions = new WeakMap<Element, number>();
  /** For each position, how many rows up to it are no headings. */
  #numbers: readonly number[] = [];

  constructor(frame: TimelineFrame, data: PageData) {
    this.#frame = frame;
    this.#data = data;
  }

  /** Starts again with other rows. */
  reset(rows: readonly Row[]): void {
    let count = 0;
    this.#numbers = rows.map(({ type }) => (type === 'group' ? count : ++count));
    for (const made of this.#drawn.values()) made.remove();
    this.#drawn.clear();
  }

  /** With `again`, every row is redrawn; without, only the marks of drawn rows, since a key or a click changes nothing else. */
  draw(state: RowsState, again: boolean): void {
    const wanted = this.#wantedRows(state);
    for (const [key, made] of this.#drawn) {
      if (wanted.has(key)) continue;
      made.remove();
      this.#drawn.delete(key);
    }
    for (const position of wanted.values()) this.#drawAt(position, state, again);
  }

  focus(row: Row): void {
    this.#drawn.get(keyOf(row))?.focus({ preventScroll: true });
  }

  /** The positions of the rows to draw, by key. */
  #wantedRows({ rows, current, printing }: RowsState): Map<string, number> {
    const { scroller } = this.#frame;
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - spare);
    const end = first + Math.ceil(scroller.clientHeight / rowHeight) + 2 * spare;
    const [from, to] = printing ? [0, mostPrinted] : [first, end];
    const wanted = new Map<string, number>();
    const add = (position: number): void => {
      const row = rows[position];
      if (row !== undefined) wanted.set(keyOf(row), position);
    };
    for (let position = from; position < Math.min(rows.length, to); position += 1) add(position);
    // The focused row must stay in the document, or the keyboard focus would be lost.
    if (current >= 0 && !(printing && current >= mostPrinted)) add(current);
    return wanted;
  }

  #drawAt(position: number, { rows, view, width, current, chosen }: RowsState, again: boolean): void {
    const row = rows[position];
    if (row === undefined) return;
    const made = this.#drawn.get(keyOf(row));
    const isCurrent = position === current;
    const number = this.#numbers[position] ?? 0;
    const place = { number, count: this.#numbers.at(-1) ?? 0, isCurrent, isChosen: isCurrent && chosen };
    if (made !== undefined && !again) {
      markRow(made, row, place);
      return;
    }
    const next = drawRow({ data: this.#data, row, place, view, width, made });
    next.style.top = `${position * rowHeight}px`;
    if (made !== undefined) return;
    this.#drawn.set(keyOf(row), next);
    this.#positions.set(next, position);
    // In the order of the rows, because a screen reader follows the document.
    const { list } = this.#frame;
    const after = [...list.children].find((other) => (this.#positions.get(other) ?? -1) > position);
    list.insertBefore(next, after ?? null);
  }
}
