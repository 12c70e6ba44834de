import type { TaskResult } from '../mission/expressions/facts.ts';
import type { Ended } from './events/event.ts';
import { type State, taskOf, taskState } from './state/state.ts';

/** What an end says about a task, without its time. */
export type End = Omit<Ended, 'type' | 'at'>;

/** The end of a task whose supported task has ended. */
export function notNeeded(id: string, supported: string): End {
  return { id, status: 'not-needed', reason: `${supported} had already ended` };
}

/** Why nothing more is launched: the reason of each task that ends because of it. */
export function closingReason(state: State): string {
  return state.closing === 'fail-fast' ? 'stopped by fail-fast' : 'the mission was interrupted';
}

/**
 * How a task ended, as `needs.ID.result` in workflows; undefined if it has not ended. The one place that decides this: for
 * what depends on the task, for expressions, and for the mission.
 */
export function resultOf(state: State, id: string): TaskResult | undefined {
  const task = taskState(state, id);
  if (task.phase !== 'ended') return undefined;
  switch (task.status) {
    case 'succeeded':
    case 'not-needed':
      return 'success';
    case 'failed':
    case 'timed-out':
      return taskOf(state, id).continueOnError ? 'success' : 'failure';
    case 'cancelled':
    case 'skipped':
      return task.status;
    default:
      return task.status satisfies never;
  }
}

/** As `success()` in workflows: a failure with `continue-on-error` counts as success, a skip does not. */
export function endedWell(state: State, id: string): boolean {
  return resultOf(state, id) === 'success';
}

/**
 * True if this need lets the task run by its default condition: it ended well, or it was skipped and `skipped: ok` says that this
 * is fine. A skip because of a failure is never fine.
 */
export function satisfies(state: State, id: string, need: string): boolean {
  if (endedWell(state, need)) return true;
  if (state.plan.skippedOk.get(id)?.has(need) !== true) return false;
  return resultOf(state, need) === 'skipped' && !anyFailed(state, [need]);
}

/** True if one of these tasks failed, or was skipped because of a task that failed, directly or through others. */
export function anyFailed(state: State, ids: readonly string[]): boolean {
  const seen = new Set(ids);
  // A set that grows, not recursion: a chain of 10,000 skipped tasks must not overflow the stack.
  for (const id of seen) {
    const result = resultOf(state, id);
    if (result === 'failure') return true;
    if (result === 'skipped') for (const need of decidingNeeds(state, id)) seen.add(need);
  }
  return false;
}

/** What decides whether a task may run: its needs, and of its `needs-any` the one that ended first. */
export function decidingNeeds(state: State, id: string): readonly string[] {
  const { needs } = taskOf(state, id);
  const own = taskState(state, id);
  const anyBy = 'anyBy' in own ? own.anyBy : undefined;
  return anyBy === undefined ? needs : [...needs, anyBy];
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
 * Corrects the end of a task that waits for another attempt. Skipped or not needed, it would count as ended well; but its
 * last attempt failed, and that the next one is not wanted any more does not change that. Any other end is returned as it is.
 */
export function endUnlaunched(state: State, end: End): End {
  const task = taskState(state, end.id);
  if ((task.phase !== 'waiting' && task.phase !== 'backoff') || task.attempt === 1) return end;
  if (end.status !== 'skipped' && end.status !== 'not-needed') return end;
  const why = end.reason === undefined ? '' : `: ${end.reason}`;
  return {
    id: end.id,
    status: 'failed',
    reason: `attempt ${task.attempt - 1} did not end well and was not repeated${why}`,
  };
}
