import { element } from './parts/element.ts';
import { hintOf } from './parts/hints.ts';
import { between, moved, type View, zoomed } from './parts/view-range.ts';
import type { Timeline } from './rows/timeline.ts';
import { createTooltip } from './tooltip.ts';

/** A drag over fewer pixels is a click. */
const shortestDrag = 5;

export interface PointingRequest {
  readonly timeline: Timeline;
  readonly duration: number;
  readonly view: () => View;
  readonly setView: (view: View) => void;
  /** The pointer is at this moment, or left. */
  readonly point: (at: number | undefined) => void;
  /** The row of this element was clicked. */
  readonly choose: (row: HTMLElement) => void;
}

/** The mouse over the rows: tooltips, selecting a row, selecting a stretch of time, zooming with Ctrl and the wheel. */
export function watchPointer({ timeline, duration, view, setView, point, choose }: PointingRequest): void {
  const { scroller } = timeline;
  const tooltip = createTooltip();
  const band = element('div', 'stretch');
  band.hidden = true;
  scroller.append(band);
  let start: { readonly x: number; readonly at: number } | undefined;
  let dragged = false;

  /** Undefined left of the time axis. */
  const momentAt = (x: number): number | undefined => {
    const width = timeline.trackWidth();
    const left = trackLeft();
    if (x < left) return undefined;
    const { from, to } = view();
    return from + ((to - from) * Math.min(width, x - left)) / width;
  };
  const trackLeft = (): number => scroller.getBoundingClientRect().left + scroller.clientWidth - timeline.trackWidth();

  const endDrag = (): void => {
    start = undefined;
    band.hidden = true;
  };

  scroller.addEventListener('pointermove', (event) => {
    const at = momentAt(event.clientX);
    point(at);
    if (start !== undefined) {
      if (Math.abs(event.clientX - start.x) < shortestDrag && band.hidden) return;
      dragged = true;
      tooltip.hide();
      const left = scroller.getBoundingClientRect().left;
      const [first, last] = [Math.min(start.x, event.clientX), Math.max(start.x, event.clientX)];
      band.hidden = false;
      band.style.left = `${Math.max(first, trackLeft()) - left}px`;
      band.style.width = `${last - Math.max(first, trackLeft())}px`;
      band.style.top = `${scroller.scrollTop}px`;
      band.style.height = `${scroller.clientHeight}px`;
      return;
    }
    const piece = event.target instanceof Element ? event.target.closest('.wait, .bar, .end, .resume') : null;
    const hint = piece === null ? undefined : hintOf(piece);
    if (hint === undefined) tooltip.hide();
    else tooltip.show(hint, event.clientX, event.clientY);
  });
  scroller.addEventListener('pointerleave', () => {
    tooltip.hide();
    point(undefined);
  });
  scroller.addEventListener('pointerdown', (event) => {
    dragged = false;
    const at = momentAt(event.clientX);
    // A touch scrolls.
    if (event.button !== 0 || event.pointerType === 'touch' || at === undefined) return;
    start = { x: event.clientX, at };
  });
  addEventListener('pointerup', (event) => {
    const from = start;
    endDrag();
    if (from === undefined || !dragged) return;
    const to = momentAt(event.clientX) ?? view().from;
    if (to !== from.at) setView(between(from.at, to, duration));
  });
  addEventListener('pointercancel', endDrag);
  addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    tooltip.hide();
    endDrag();
  });
  scroller.addEventListener('click', (event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    if (row !== null && !dragged) choose(row);
  });
  scroller.addEventListener(
    'wheel',
    (event) => {
      const isZoom = event.ctrlKey || event.metaKey;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (!isZoom && Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
      event.preventDefault();
      const at = momentAt(event.clientX) ?? view().from;
      if (isZoom) setView(zoomed(view(), 1.002 ** event.deltaY, at, duration));
      else setView(moved(view(), sideways / timeline.trackWidth(), duration));
    },
    { passive: false },
  );
}
