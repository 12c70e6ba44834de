import type { Event } from '../events/event.ts';
import { apply } from './apply.ts';
import { begin } from './begin.ts';
import { InvalidEventError } from './invalid-event.ts';
import { resumeState } from './resume-state.ts';
import type { State } from './state.ts';

/**
 * The state at the end of a journal. Its mission is that of the journal, without the values of secrets. Throws if the first event
 * does not open a run, which the reader of the journal refuses before, and `InvalidEventError`.
 */
export function replay(events: readonly Event[]): State {
  const [first] = events;
  if (first?.type !== 'mission-started') {
    throw new Error(`expected the event mission-started first, found ${first?.type ?? 'none'}`);
  }
  let state = fitting(0, first, () => {
    const begun = begin(first.mission, first.machine, undefined, first.predictions);
    apply(begun, first);
    return begun;
  });
  for (const [index, event] of events.entries()) {
    if (index === 0) continue;
    state = fitting(index, event, () => {
      const next = event.type === 'resumed' ? resumeState(state, event) : state;
      apply(next, event);
      return next;
    });
  }
  return state;
}

function fitting(index: number, event: Event, apply: () => State): State {
  try {
    return apply();
  } catch (error) {
    throw new InvalidEventError(index, event, error);
  }
}
