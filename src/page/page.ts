/*
 * The script of `report.html`: draws timeline and charts from the data in the page, and handles mouse and keyboard.
 *
 * The page is written by `src/report/html`, with its data as JSON. This file reads the data once, makes the timeline, the
 * charts and the details, and connects them: one view range (`parts/view-range.ts`) moves rows and charts together, and one
 * selected row fills the details. `rows/` draws the timeline, `charts/` the charts below it, `parts/` has what both need.
 *
 * Invariants:
 * - No text becomes markup: every element is made with `parts/element.ts`, which sets text only.
 * - Nothing is loaded, stored or sent. The page's policy would refuse it.
 * - Whatever a drawing shows is also in words, for screen readers: in the sentence of a row, in the details, in a table.
 * - Without scripts the tables of the page have the same figures, so nothing here is the only source of a fact.
 *
 * Not here: the sections of the page (`src/report/html/sections`), the shape of the data (`src/report/html/data/data.ts`).
 */
import type { PageData } from '../report/html/data/data.ts';
import { createCharts } from './charts/charts.ts';
import { watchCopy } from './copying.ts';
import { showDetails } from './details.ts';
import { watchKeys } from './keys.ts';
import { watchPaper } from './paper.ts';
import { nameOf } from './parts/describe.ts';
import { byId, element } from './parts/element.ts';
import { moved, type View, wholeRun, zoomed } from './parts/view-range.ts';
import { watchPointer } from './pointing.ts';
import { listRows, type Row } from './rows/row-list.ts';
import { createTimeline } from './rows/timeline.ts';

watchCopy();
start(JSON.parse(byId('data', HTMLScriptElement).textContent) as PageData);

function start(data: PageData): void {
  const section = byId('timeline', HTMLElement);
  const board = section.querySelector<HTMLElement>('.board');
  if (board === null) return;
  board.hidden = false;
  const text = byId('filter-text', HTMLInputElement);
  const status = byId('filter-status', HTMLSelectElement);
  const shown = byId('shown', HTMLElement);
  const details = byId('details', HTMLElement);
  const drawing = byId('rows', HTMLElement);
  let view = wholeRun(data.duration);
  let rows: readonly Row[] = [];

  const timeline = createTimeline(drawing, data, view);
  const setView = (next: View): void => {
    view = next;
    timeline.showView(view);
    section.dataset.from = String(Math.round(view.from));
    section.dataset.to = String(Math.round(view.to));
    charts.showView(view);
  };
  const point = (at: number | undefined): void => {
    timeline.showMoment(at);
    charts.showMoment(at);
  };
  const charts = createCharts(byId('charts', HTMLElement), { data, view, choose: setView, point });
  const zoom = (factor: number): void => setView(zoomed(view, factor, (view.from + view.to) / 2, data.duration));
  const reset = (): void => setView(wholeRun(data.duration));
  const move = (share: number): void => setView(moved(view, share, data.duration));

  const filter = (): void => {
    rows = listRows(data, { text: text.value, status: status.value });
    timeline.showRows(rows);
    if (!timeline.hasChosen()) choose(undefined);
    const count = rows.filter(({ type }) => type === 'task').length;
    shown.textContent = `${count} of ${data.tasks.length} shown`;
    empty.hidden = rows.length > 0;
  };
  const empty = element('p', 'help', 'No row matches this filter.');
  const unprinted = element('p', 'more');
  unprinted.hidden = true;
  drawing.append(empty, unprinted);

  const choose = (position: number | undefined): void => {
    showDetails(details, data, rows[position ?? -1]);
    timeline.markChosen(position !== undefined);
  };
  drawing.parentElement?.style.setProperty('--longest', `${labelWidth(data)}px`);
  const layOut = (): void => {
    const label = drawing.querySelector('.axis-label')?.clientWidth ?? 0;
    charts.resize(label, label + timeline.trackWidth());
  };

  text.addEventListener('input', filter);
  status.addEventListener('change', filter);
  watchButtons(zoom, reset);
  watchKeys({ timeline, rows: () => rows, details, zoom, reset, move, close: () => choose(undefined) });
  watchPointer({
    timeline,
    duration: data.duration,
    view: () => view,
    setView,
    point,
    choose: (row) => timeline.goTo(positionOf(rows, row), true),
  });
  timeline.scroller.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.classList.contains('row')) return;
    const position = positionOf(rows, target);
    if (position !== timeline.position()) timeline.goTo(position, false);
    choose(position);
  });
  watchPaper((onPaper) => {
    const left = timeline.showAll(onPaper);
    unprinted.hidden = left === 0;
    unprinted.textContent = `${left} more rows are not printed. Use the filter to print other rows.`;
    layOut();
    charts.redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.redraw());
  // Also if a scrollbar appears or disappears, which changes the width of the time axis.
  new ResizeObserver(layOut).observe(timeline.scroller);

  filter();
  const first = firstChoice(rows, data);
  timeline.setPosition(first);
  choose(first < 0 ? undefined : first);
  layOut();
  setView(view);
}

/** Pixels for the longest name of a row. */
function labelWidth({ tasks, services }: PageData): number {
  const longest = [...tasks, ...services].reduce((most, named) => Math.max(most, nameOf(named).length), 0);
  return Math.round(7 * longest + 48);
}

function watchButtons(zoom: (factor: number) => void, reset: () => void): void {
  byId('zoom-in', HTMLButtonElement).addEventListener('click', () => zoom(1 / 1.6));
  byId('zoom-out', HTMLButtonElement).addEventListener('click', () => zoom(1.6));
  byId('zoom-reset', HTMLButtonElement).addEventListener('click', reset);
}

/** The position of the row that this element shows; -1 if it is a heading. */
function positionOf(rows: readonly Row[], { dataset }: HTMLElement): number {
  return rows.findIndex(
    (candidate) =>
      (candidate.type === 'task' && candidate.task.id === dataset.task) ||
      (candidate.type === 'service' && candidate.service.id === dataset.service),
  );
}

/** The row that is selected from the start: the first that failed, else the last of the critical path; -1 for none. */
function firstChoice(rows: readonly Row[], { critical }: PageData): number {
  const failed = rows.findIndex(
    (row) => row.type === 'task' && (row.task.status === 'failed' || row.task.status === 'timed-out'),
  );
  return failed >= 0 ? failed : rows.findIndex((row) => row.type === 'task' && row.index === critical.at(-1));
}
