import type { Row } from './rows/row-list.ts';
import type { Timeline } from './rows/timeline.ts';

export interface KeysRequest {
  readonly timeline: Timeline;
  readonly rows: () => readonly Row[];
  readonly details: HTMLElement;
  readonly zoom: (factor: number) => void;
  readonly reset: () => void;
  readonly move: (share: number) => void;
  /** Removes the selection. */
  readonly close: () => void;
}

/** The keys of a list for the rows; also zoom, and moves to the details and back. */
export function watchKeys({ timeline, rows, details, zoom, reset, move, close }: KeysRequest): void {
  /** Goes to the nearest row that is no heading, in this direction or else in the other. */
  const goTo = (wanted: number, direction: 1 | -1): void => {
    const all = rows();
    const start = Math.max(0, Math.min(all.length - 1, wanted));
    for (const way of [direction, -direction]) {
      for (let position = start; position >= 0 && position < all.length; position += way) {
        if (all[position]?.type === 'group') continue;
        timeline.goTo(position, true);
        return;
      }
    }
  };
  timeline.scroller.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = timeline.position();
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(here + 1, 1),
      ArrowUp: () => goTo(here - 1, -1),
      PageDown: () => goTo(here + timeline.pageSize(), 1),
      PageUp: () => goTo(here - timeline.pageSize(), -1),
      Home: () => goTo(0, 1),
      End: () => goTo(rows().length - 1, -1),
      Escape: close,
      Enter: () => details.focus(),
      ' ': () => details.focus(),
      '+': () => zoom(1 / 1.6),
      '=': () => zoom(1 / 1.6),
      '-': () => zoom(1.6),
      '0': reset,
      ArrowLeft: () => move(-0.2),
      ArrowRight: () => move(0.2),
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') goTo(timeline.position(), 1);
  });
}
