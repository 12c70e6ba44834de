import type { Ended } from './event.ts';
import { type State, taskOf, taskState } from './state.ts';

/** What an end says about a task, without its time. */
export type End = Omit<Ended, 'type' | 'at'>;

/** The end of something whose supported task has ended. */
export function notNeeded(id: string, supported: string): End {
  return { id, status: 'not-needed', reason: `${supported} had already ended` };
}

/** Why nothing more is launched, for whom it ends. */
export function closingReason(state: State): string {
  return state.closing === 'fail-fast' ? 'stopped by fail-fast' : 'the mission was interrupted';
}

/** As `success()` in workflows: a failure that may be continued after counts as success, a skip does not. */
export function endedWell(state: State, id: string): boolean {
  const task = taskState(state, id);
  if (task.phase !== 'ended') return false;
  switch (task.status) {
    case 'succeeded':
    case 'not-needed':
      return true;
    case 'failed':
    case 'timed-out':
      return taskOf(state, id).continueOnError;
    case 'cancelled':
    case 'skipped':
      return false;
    default:
      return task.status satisfies never;
  }
}

/** How it ended, to follow its id in a sentence. */
export function statusOf(state: State, id: string): string {
  const task = taskState(state, id);
  if (task.phase !== 'ended') return 'has not completed';
  return task.status === 'skipped' || task.status === 'cancelled'
    ? `was ${task.status}`
    : task.status.replace('-', ' ');
}
