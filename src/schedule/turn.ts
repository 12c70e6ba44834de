import type { Effect } from './events/effect.ts';
import type { Decision, Event } from './events/event.ts';
import { apply } from './state/apply.ts';
import type { State } from './state/state.ts';

/** One step in the making: each decision is applied at once, so that the next one sees it. */
export interface Turn {
  readonly state: State;
  readonly now: number;
  /** The observation, then what was decided: to be appended to the journal in this order. */
  readonly events: Event[];
  /** To be carried out after that. */
  readonly effects: Effect[];
}

export function decide(turn: Turn, decision: Decision): void {
  apply(turn.state, decision);
  turn.events.push(decision);
}
