import type { Mission } from '../../mission/model/mission.ts';
import type { Resumed } from '../events/opening.ts';
import { apply } from './apply.ts';
import { begin } from './begin.ts';
import type { Conditions, State } from './state.ts';

/** What the event does not contain. */
export interface ResumedState {
  /** With its secrets, which the journal does not contain. */
  readonly mission: Mission;
  readonly conditions?: Conditions;
}

/**
 * The state in which a run is resumed: that of a new run of the mission as it is now, in which the kept tasks have ended with
 * their outputs.
 *
 * @param before the state at the end of the journal; it is not changed
 */
export function resumeState(before: State, event: Resumed, resumed: ResumedState = { mission: event.mission }): State {
  const state = begin(resumed.mission, event.machine, resumed.conditions, event.predictions);
  state.idleSince = event.at;
  state.checkedAt = event.at;
  for (const [group, seen] of before.seen) state.seen.set(group, seen);
  state.largest = before.largest;
  for (const id of event.kept) {
    apply(state, { type: 'ended', at: event.at, id, status: 'succeeded' });
    const old = before.tasks.get(id);
    const outputs = before.outputs.get(id);
    if (old?.phase === 'ended') state.tasks.set(id, old);
    if (outputs !== undefined) state.outputs.set(id, outputs);
  }
  return state;
}
