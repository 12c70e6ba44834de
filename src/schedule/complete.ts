import type { Ended } from './event.ts';
import { decide, type Outcome } from './outcome.ts';
import { type State, taskOf, taskState } from './state.ts';

/** What an end says about a task; `at` and `type` are added here. */
export type End = Omit<Ended, 'type' | 'at'>;

/** Ends a task and everything that this settles: dependents are triggered, skipped or not needed any more. */
export function complete(outcome: Outcome, end: End): void {
  // A list, not recursion: a chain of 10,000 skipped ones must not overflow the stack.
  const ends: End[] = [end];
  for (const next of ends) {
    if (taskState(outcome.state, next.id).phase === 'ended') continue;
    decide(outcome, { type: 'ended', at: outcome.now, ...next });
    for (const id of outcome.state.plan.whileUnfinished.get(next.id) ?? []) {
      if (taskState(outcome.state, id).phase === 'waiting') ends.push(notNeeded(id, next.id));
    }
    for (const index of outcome.state.plan.groupsOf.get(next.id) ?? []) {
      const group = outcome.state.plan.groups[index];
      if (group === undefined || outcome.state.open[index] !== 0) continue;
      // Once for all members: 1,000 tests may share one list of 10,000 needs.
      const failed = group.needs.find((need) => !endedWell(outcome.state, need));
      for (const id of group.members) ends.push(...trigger(outcome, id, { by: next.id, failed }));
    }
  }
}

/** How the needs of a group have completed. */
export interface CompletedNeeds {
  /** The one that completed last. */
  readonly by: string;
  /** The first in the list that did not end well. */
  readonly failed: string | undefined;
}

/** Triggers it, or gives the end that it comes to without ever running. `needs` is absent when it needs nothing. */
export function trigger(outcome: Outcome, id: string, needs?: CompletedNeeds): readonly End[] {
  const { state } = outcome;
  const task = taskOf(state, id);
  if (taskState(state, id).phase !== 'pending') return [];
  if (state.closing !== undefined) return [{ id, status: 'cancelled', reason: closingReason(state) }];
  const failed = needs?.failed;
  if (failed !== undefined) return [{ id, status: 'skipped', reason: `${failed} ${statusOf(state, failed)}` }];
  if (task.deploy === 'if-running' && task.supports !== undefined && hasEnded(state, task.supports)) {
    return [notNeeded(id, task.supports)];
  }
  decide(outcome, { type: 'triggered', at: outcome.now, id, ...(needs === undefined ? {} : { by: needs.by }) });
  return [];
}

/** Why nothing more is launched, for whom it ends. */
export function closingReason(state: State): string {
  return state.closing === 'fail-fast' ? 'stopped by fail-fast' : 'the mission was interrupted';
}

function notNeeded(id: string, supported: string): End {
  return { id, status: 'not-needed', reason: `${supported} had already ended` };
}

function hasEnded(state: State, id: string): boolean {
  return taskState(state, id).phase === 'ended';
}

/** As `success()` in workflows: a failure that may be continued after counts as success, a skip does not. */
function endedWell(state: State, id: string): boolean {
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

function statusOf(state: State, id: string): string {
  const task = taskState(state, id);
  if (task.phase !== 'ended') return 'has not completed';
  return task.status === 'skipped' || task.status === 'cancelled'
    ? `was ${task.status}`
    : task.status.replace('-', ' ');
}
