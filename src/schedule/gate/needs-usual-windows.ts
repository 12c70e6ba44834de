import type { Reading } from '../events/reading.ts';
import { isGated, type State, taskState } from '../state/state.ts';

/** CPUs of the whole machine. With less than this, other programs do nothing that matters for a decision. */
const MOST_CPUS = 0.05;

/**
 * True if other programs use the CPUs, and a task that must pass the readings is still to come. When it is triggered, it would be decided on a mean of
 * several seconds, which hides what another program has begun to do in the last one.
 */
export function needsUsualWindows(state: State, { constraints: [machine] = [] }: Reading): boolean {
  if ((machine?.cpu?.used ?? 0) < MOST_CPUS) return false;
  return state.mission.tasks.some((task) => {
    if (!isGated(state.mission, task)) return false;
    const { phase } = taskState(state, task.id);
    return phase === 'pending' || phase === 'waiting' || (task.retry !== undefined && phase !== 'ended');
  });
}
