import type { Ended } from './events/event.ts';
import { type State, taskOf, taskState } from './state/state.ts';

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

/**
 * What this end means where it is the end of something that is not launched any more; any other is given back as it is. Who
 * has been tried already and waits for another attempt has failed: that this attempt is not wanted any more does not make
 * the one before a good one.
 */
export function endUnlaunched(state: State, end: End): End {
  const task = taskState(state, end.id);
  if ((task.phase !== 'waiting' && task.phase !== 'backoff') || task.first === undefined) return end;
  if (end.status !== 'skipped' && end.status !== 'not-needed') return end;
  const why = end.reason === undefined ? '' : `: ${end.reason}`;
  return {
    id: end.id,
    status: 'failed',
    reason: `attempt ${task.attempt - 1} did not end well and was not repeated${why}`,
  };
}
