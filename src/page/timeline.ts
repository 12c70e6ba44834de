import type { PageData } from '../report/html/data/data.ts';
import { bands } from '../report/html/parts/words.ts';
import { bandStripes, stripesBackground } from './band-stripes.ts';
import { drawRow, keyOf, markRow } from './draw-row.ts';
import { element } from './element.ts';
import { besideResumes, resumeLines, resumeMarks } from './resume-marks.ts';
import type { Row } from './row-list.ts';
import { tickText, timeTicks } from './time-ticks.ts';
import { percentOf, type View } from './view-range.ts';

/** Pixels; the style sheet has the same height. */
const rowHeight = 26;
/** Rows that are drawn above and below the visible ones, so that a quick scroll shows no gap. */
const spare = 12;
/** Rows on paper; more would fill a book. */
const mostPrinted = 400;

export interface Timeline {
  /** The element that scrolls the rows and receives pointer events. */
  readonly scroller: HTMLElement;
  /** The left edge and width of the time axis on the screen, in pixels. */
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

/** The rows and their backdrop. Only rows near the visible ones are in the document, however many there are. */
export function createTimeline(host: HTMLElement, data: PageData, startView: View): Timeline {
  const scroller = element('div', 'scroller');
  const axis = element('div', 'axis');
  const list = element('div', 'list');
  const backdrop = element('div', 'backdrop');
  const grid = element('div', 'grid');
  const line = element('div', 'moment');
  const body = element('div', 'body');
  axis.ariaHidden = 'true';
  backdrop.ariaHidden = 'true';
  list.role = 'listbox';
  list.ariaLabel = 'Tasks, tests and services in time';
  line.hidden = true;
  backdrop.append(grid, line);
  body.append(backdrop, list);
  scroller.append(axis, body);
  host.append(scroller);

  const drawn = new Map<string, HTMLElement>();
  const positions = new WeakMap<Element, number>();
  let rows: readonly Row[] = [];
  let view = startView;
  let current = -1;
  let chosen = false;
  /** For each position, how many rows up to it are no headings. */
  let numbers: readonly number[] = [];
  let printing = false;

  const trackWidth = (): number => Math.max(1, backdrop.clientWidth);

  const range = (): readonly [number, number] => {
    if (printing) return [0, Math.min(rows.length, mostPrinted)];
    const first = Math.floor(scroller.scrollTop / rowHeight) - spare;
    const count = Math.ceil(scroller.clientHeight / rowHeight) + 2 * spare;
    return [Math.max(0, first), Math.min(rows.length, first + count)];
  };

  /** Without `again`, only the marks of drawn rows are updated, since a key or a click changes nothing else. */
  const drawRows = (again: boolean): void => {
    const [first, end] = range();
    const wanted = new Map<string, number>();
    for (let position = first; position < end; position += 1) note(position);
    // The focused row must stay in the document, or the keyboard focus would be lost.
    if (current >= 0 && !(printing && current >= mostPrinted)) note(current);
    for (const [key, made] of drawn) {
      if (wanted.has(key)) continue;
      made.remove();
      drawn.delete(key);
    }
    const width = trackWidth();
    for (const [key, position] of wanted) {
      const row = rows[position];
      const made = drawn.get(key);
      if (row === undefined) continue;
      const isCurrent = position === current;
      const number = numbers[position] ?? 0;
      const place = { number, count: numbers.at(-1) ?? 0, isCurrent, isChosen: isCurrent && chosen };
      if (made !== undefined && !again) {
        markRow(made, row, place);
        continue;
      }
      const next = drawRow(data, row, place, view, width, made);
      next.style.top = `${position * rowHeight}px`;
      if (made !== undefined) continue;
      drawn.set(key, next);
      positions.set(next, position);
      // In the order of the rows, because a screen reader follows the document.
      list.insertBefore(next, [...list.children].find((other) => (positions.get(other) ?? -1) > position) ?? null);
    }

    function note(position: number): void {
      const row = rows[position];
      if (row !== undefined) wanted.set(keyOf(row), position);
    }
  };

  const drawAxis = (): void => {
    const ticks = timeTicks(view, Math.max(2, trackWidth() / 90));
    const isCovered = besideResumes(data, view, trackWidth());
    const marks = ticks.at
      .filter((at) => !isCovered(at))
      .map((at) => {
        const mark = element('span', 'tick', tickText(at, ticks.distance, data.duration));
        mark.style.left = `${percentOf(view, at)}%`;
        // At the edge a text would be cut in half.
        if (percentOf(view, at) > 94) mark.classList.add('last');
        return mark;
      });
    const track = element('div', 'axis-track');
    track.append(...marks, ...resumeMarks(data, view, trackWidth()));
    axis.replaceChildren(element('div', 'axis-label', ''), track);
    grid.replaceChildren(
      ...ticks.at.map((at) => {
        const rule = element('span');
        rule.style.left = `${percentOf(view, at)}%`;
        return rule;
      }),
      ...resumeLines(data, view),
    );
    backdrop.style.backgroundImage = stripesBackground(bandStripes(data.readings, view), bands);
  };

  let asked = false;
  scroller.addEventListener('scroll', () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      drawRows(false);
    });
  });
  new ResizeObserver(() => {
    drawAxis();
    drawRows(true);
  }).observe(scroller);

  return {
    scroller,
    trackWidth,
    pageSize: () => Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2),
    showRows: (next) => {
      const row = rows[current];
      const key = row === undefined ? undefined : keyOf(row);
      rows = next;
      let count = 0;
      numbers = rows.map(({ type }) => (type === 'group' ? count : ++count));
      current = rows.findIndex((candidate) => candidate.type !== 'group' && keyOf(candidate) === key);
      chosen &&= current >= 0;
      // The keyboard needs one row to enter at.
      if (current < 0) current = rows.findIndex(({ type }) => type !== 'group');
      for (const made of drawn.values()) made.remove();
      drawn.clear();
      body.style.height = `${(printing ? Math.min(mostPrinted, rows.length) : rows.length) * rowHeight}px`;
      drawAxis();
      drawRows(true);
    },
    showView: (next) => {
      view = next;
      drawAxis();
      drawRows(true);
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
      const top = position * rowHeight;
      const visible = scroller.clientHeight - axis.offsetHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + rowHeight > scroller.scrollTop + visible) scroller.scrollTop = top + rowHeight - visible;
      drawRows(false);
      if (focus) drawn.get(keyOf(row))?.focus({ preventScroll: true });
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
      body.style.height = `${(all ? Math.min(mostPrinted, rows.length) : rows.length) * rowHeight}px`;
      drawAxis();
      drawRows(true);
      return all ? Math.max(0, rows.length - mostPrinted) : 0;
    },
  };
}
