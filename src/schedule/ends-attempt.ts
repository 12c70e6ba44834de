import type { StepExited } from './events/event.ts';
import { nextStep } from './next-step.ts';
import { progressAfter } from './state/apply-step.ts';
import { isOverdue, type State, taskOf, taskState } from './state/state.ts';

/** What decides whether another step follows. */
export type Exit = Omit<StepExited, 'type'>;

/**
 * True if this exit ends the steps of the attempt, so that only `finally` steps may follow: no further step runs, the task is being
 * stopped, or its time is up. False for a `finally` step. To be asked before `transition` observes the exit.
 */
export function endsAttempt(state: State, exit: Exit): boolean {
  const { id, step, at } = exit;
  const task = taskState(state, id);
  if (task.phase !== 'running') return task.phase !== 'stopping' || task.finishing === undefined;
  if (task.finishing !== undefined) return false;
  if (isOverdue(task, at)) return true;
  const progress = progressAfter(state, { type: 'step-exited', ...exit }, task.progress);
  return nextStep(state, taskOf(state, id), step + 1, progress).step === undefined;
}
