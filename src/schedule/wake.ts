import { closedSince, waitingCount } from './admit.ts';
import { type State, taskState } from './state/state.ts';

/** When a `woke` is due at the latest; undefined when nothing needs it. */
export function nextWake(state: State): number | undefined {
  const deadline = nextDeadline(state);
  if (state.closing !== undefined || waitingCount(state) === 0) return deadline;
  return Math.min(deadline ?? Number.POSITIVE_INFINITY, state.checkedAt + state.mission.admission.recheck);
}

/** When the next time-out, grace or patience is over: what happens by the passing of time alone, whatever is measured. */
export function nextDeadline(state: State): number | undefined {
  let deadline = Number.POSITIVE_INFINITY;
  for (const id of state.active) {
    const task = taskState(state, id);
    if (task.phase === 'running' && task.deadline !== undefined) deadline = Math.min(deadline, task.deadline);
    if (task.phase === 'stopping' && !task.killed) deadline = Math.min(deadline, task.killAt);
  }
  for (const id of state.backoff) {
    const task = taskState(state, id);
    if (task.phase === 'backoff') deadline = Math.min(deadline, task.until);
  }
  for (const service of state.services.values()) {
    if (service.phase === 'stopping' && !service.killed) deadline = Math.min(deadline, service.killAt);
  }
  const closed = state.closing === undefined ? closedSince(state) : undefined;
  if (closed !== undefined) deadline = Math.min(deadline, closed + state.mission.admission.patience);
  return Number.isFinite(deadline) ? deadline : undefined;
}
