import type { Mission } from '../../mission/model/mission.ts';
import type { Resumed } from '../events/opening.ts';
import { apply } from './apply.ts';
import { begin } from './begin.ts';
import type { Conditions, State } from './state.ts';

/** What the event does not hold. */
export interface ResumedState {
  /** With its secrets, which the journal's has not. */
  readonly mission: Mission;
  readonly conditions?: Conditions;
}

/**
 * The state in which a run is resumed: as at its beginning, in the mission as it is now, but for what is kept, which has
 * ended with what it put out. `before` is the state that the journal had come to; it is left as it is.
 */
export function resumeState(before: State, event: Resumed, anew: ResumedState = { mission: event.mission }): State {
  const state = begin(anew.mission, event.machine, anew.conditions, event.predictions);
  state.idleSince = event.at;
  state.checkedAt = event.at;
  for (const id of event.kept) {
    apply(state, { type: 'ended', at: event.at, id, status: 'succeeded' });
    const old = before.tasks.get(id);
    const outputs = before.outputs.get(id);
    if (old?.phase === 'ended') state.tasks.set(id, old);
    if (outputs !== undefined) state.outputs.set(id, outputs);
  }
  return state;
}
