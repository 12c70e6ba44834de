/*
 * The rows of the page: a line for each task, test and service with its waits and attempts on a common time axis.
 *
 * `row-list.ts` makes the list of rows from the data and the filter. This file keeps the state (rows, view, current row)
 * and draws again whatever a change touches: the axis and the backdrop (`time-axis.ts`), and the rows near the visible
 * ones (`visible-rows.ts`), which are made by `draw-row.ts` and `row-track.ts`.
 *
 * Invariants:
 * - However many rows there are, only some dozens are in the document, except on paper.
 * - There is always one current row, at which the keyboard enters the list, unless all rows are filtered away.
 * - A row keeps its element while it is drawn, so that the focus is never lost.
 *
 * Not here: keyboard and mouse (`keys.ts`, `pointing.ts`), which call the methods of `Timeline`.
 */
import type { PageData } from '../../report/html/data/data.ts';
import { percentOf, type View } from '../parts/view-range.ts';
import { keyOf } from './draw-row.ts';
import type { Row } from './row-list.ts';
import { drawAxis } from './time-axis.ts';
import { createFrame } from './timeline-frame.ts';
import { mostPrinted, rowHeight, VisibleRows } from './visible-rows.ts';

export interface Timeline {
  /** The element that scrolls the rows and receives pointer events. */
  readonly scroller: HTMLElement;
  /** The width of the time axis in pixels. */
  trackWidth(): number;
  showRows(rows: readonly Row[]): void;
  showView(view: View): void;
  /** The current row of the keyboard, as a position in the rows. */
  position(): number;
  /** Makes this row the current one, without scrolling. */
  setPosition(position: number): void;
  /** Makes this row the current one and scrolls to it; with `focus` it gets the focus. */
  goTo(position: number, focus: boolean): void;
  /** Marks the current row as the one in the details, or removes the mark. */
  markChosen(chosen: boolean): void;
  hasChosen(): boolean;
  /** How many rows are visible at once. */
  pageSize(): number;
  /** Draws a line through all rows at this moment; undefined removes it. */
  showMoment(at: number | undefined): void;
  /** Draws all rows, for paper, or only the visible ones. Returns how many rows are too many for paper. */
  showAll(all: boolean): number;
}

export function createTimeline(host: HTMLElement, data: PageData, startView: View): Timeline {
  const frame = createFrame(host);
  const { scroller, axis, backdrop, body, line } = frame;
  const visible = new VisibleRows(frame, data);
  let rows: readonly Row[] = [];
  let view = startView;
  let current = -1;
  let chosen = false;
  let printing = false;

  const trackWidth = (): number => Math.max(1, backdrop.clientWidth);
  const drawRows = (again: boolean): void =>
    visible.draw({ rows, view, width: trackWidth(), current, chosen, printing }, again);
  const drawAll = (): void => {
    drawAxis(frame, data, view, trackWidth());
    drawRows(true);
  };
  const setHeight = (): void => {
    body.style.height = `${(printing ? Math.min(mostPrinted, rows.length) : rows.length) * rowHeight}px`;
  };
  onceAFrame(scroller, 'scroll', () => drawRows(false));
  new ResizeObserver(drawAll).observe(scroller);

  return {
    scroller,
    trackWidth,
    pageSize: () => Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2),
    showRows: (next) => {
      const row = rows[current];
      const key = row === undefined ? undefined : keyOf(row);
      rows = next;
      current = rows.findIndex((candidate) => candidate.type !== 'group' && keyOf(candidate) === key);
      chosen &&= current >= 0;
      // The keyboard needs one row to enter at.
      if (current < 0) current = rows.findIndex(({ type }) => type !== 'group');
      visible.reset(rows);
      setHeight();
      drawAll();
    },
    showView: (next) => {
      view = next;
      drawAll();
    },
    position: () => current,
    hasChosen: () => chosen,
    setPosition: (position) => {
      if (position >= 0) current = position;
    },
    goTo: (position, focus) => {
      const row = rows[position];
      if (row === undefined || row.type === 'group') return;
      current = position;
      scrollTo(scroller, position * rowHeight, scroller.clientHeight - axis.offsetHeight);
      drawRows(false);
      if (focus) visible.focus(row);
    },
    markChosen: (next) => {
      chosen = next;
      drawRows(false);
    },
    showMoment: (at) => {
      line.hidden = at === undefined || at < view.from || at > view.to;
      if (at !== undefined) line.style.left = `${percentOf(view, at)}%`;
    },
    showAll: (all) => {
      printing = all;
      setHeight();
      drawAll();
      return all ? Math.max(0, rows.length - mostPrinted) : 0;
    },
  };
}

/** Scrolls as little as possible until the row at `top` is visible. */
function scrollTo(scroller: HTMLElement, top: number, visibleHeight: number): void {
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + visibleHeight) scroller.scrollTop = top + rowHeight - visibleHeight;
}

/** Handles a frequent event at most once for each frame of the screen. */
function onceAFrame(target: HTMLElement, event: 'scroll', handle: () => void): void {
  let isRequested = false;
  target.addEventListener(event, () => {
    if (isRequested) return;
    isRequested = true;
    requestAnimationFrame(() => {
      isRequested = false;
      handle();
    });
  });
}
