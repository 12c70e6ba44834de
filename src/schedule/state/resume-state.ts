import type { Mission, Task } from '../../mission/model/mission.ts';
import { hasFinally } from '../../mission/model/steps.ts';
import type { Resumed } from '../events/opening.ts';
import { apply } from './apply.ts';
import { owedBy } from './apply-step.ts';
import { begin } from './begin.ts';
import { endElsewhere } from './end-elsewhere.ts';
import { type Conditions, type State, taskOf, taskState } from './state.ts';

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
  endElsewhere(state, event.elsewhere ?? [], event.at);
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
  owe(state, before);
  return state;
}

/** Kept tasks have ended, and owe nothing. */
function owe(state: State, before: State): void {
  for (const task of state.mission.tasks) {
    const owed = before.owed.get(task.id) ?? owedBy(before, task.id);
    if (owed === undefined || !hasFinally(task) || taskState(state, task.id).phase === 'ended') continue;
    const isSame = idsOf(task) === idsOf(taskOf(before, task.id));
    state.owed.set(task.id, isSame ? owed : { ...owed, progress: { ...owed.progress, ends: new Map() } });
  }
}

/** How steps ended is known by their numbers, which mean other steps after a change of the mission file. */
function idsOf({ steps }: Task): string {
  return JSON.stringify(steps.map(({ id }) => id));
}
