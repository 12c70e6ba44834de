import type { Effect } from './events/effect.ts';
import type { Decision, Event } from './events/event.ts';
import { apply } from './state/apply.ts';
import type { State } from './state/state.ts';

/** A transition in progress: each decision is applied at once, so that the next one is based on it. */
export interface Turn {
  readonly state: State;
  readonly now: number;
  /** The observation, then the decisions, in the order of the journal. */
  readonly events: Event[];
  /** To be run after the events are in the journal. */
  readonly effects: Effect[];
}

export function decide(turn: Turn, decision: Decision): void {
  apply(turn.state, decision);
  turn.events.push(decision);
}
