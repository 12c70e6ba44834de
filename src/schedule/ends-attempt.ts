import { isSuccess } from '../mission/model/exit-codes.ts';
import type { StepExited } from './events/event.ts';
import { isOverdue, type State, taskOf, taskState } from './state/state.ts';

/** What decides whether another step follows. */
export type Exit = Pick<StepExited, 'id' | 'step' | 'exitCode' | 'at'>;

/**
 * True if this exit ends the attempt, so that no further step follows: it was the last step, it failed, the task is being
 * stopped, or its time is up. To be asked before `transition` observes the exit.
 */
export function endsAttempt(state: State, { id, step, exitCode, at }: Exit): boolean {
  const task = taskState(state, id);
  return (
    !isSuccess(taskOf(state, id), exitCode) ||
    task.phase !== 'running' ||
    isLastStep(state, id, step) ||
    isOverdue(task, at)
  );
}

export function isLastStep(state: State, id: string, step: number): boolean {
  return step + 1 >= taskOf(state, id).steps.length;
}
