import { apply } from './apply.ts';
import { begin } from './begin.ts';
import { beginAgain } from './begin-again.ts';
import type { Event } from './event.ts';
import type { State } from './state.ts';

/**
 * The state that a journal has come to; of a run whose secrets are not known any more, so its mission is the journal's.
 * Throws when the first event does not open a run: the reader of the journal has refused that.
 */
export function replay(events: readonly Event[]): State {
  const [first, ...rest] = events;
  if (first?.type !== 'mission-started') {
    throw new Error(`expected the event mission-started first, found ${first?.type ?? 'none'}`);
  }
  let state = begin(first.mission, first.machine, undefined, first.predictions);
  for (const event of rest) {
    if (event.type === 'resumed') state = beginAgain(state, event);
    apply(state, event);
  }
  return state;
}
