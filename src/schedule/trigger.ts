import { closingReason, decidingNeeds, type End, endedWell, notNeeded, satisfies, statusOf } from './ends.ts';
import { brokenService, startServices } from './service-needs.ts';
import { isConditional } from './state/conditions.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/**
 * Triggers all tasks that share one list of needs, or returns their ends.
 *
 * @param by the need that ended last; absent if all had ended from the start
 */
export function triggerGroup(turn: Turn, index: number, by?: string): readonly End[] {
  const group = turn.state.plan.groups[index];
  if (group === undefined) return [];
  // Once for all members with the same rules about skips, since 1,000 tests may share one list of 10,000 needs.
  const failedFor = new Map<ReadonlySet<string> | undefined, string | null>();
  const { positions, skippedOk } = turn.state.plan;
  const ends: End[] = [];
  for (const position of group.members) {
    const id = positions.idAt(position);
    const rule = skippedOk.size === 0 ? undefined : skippedOk.get(id);
    let failed = failedFor.get(rule);
    if (failed === undefined) {
      failed = firstUnsatisfied(turn.state, id, index);
      failedFor.set(rule, failed);
    }
    for (const end of trigger(turn, id, by, failed)) ends.push(end);
  }
  return ends;
}

/** The first need of a group that does not let this member run; null if all do. */
function firstUnsatisfied(state: State, id: string, index: number): string | null {
  for (const need of state.plan.needs[index] ?? []) {
    // Most tasks succeed, and the 750 needs of a matrix are not looked up one by one.
    const ended = state.tasks.values[need];
    if (ended?.phase === 'ended' && ended.status === 'succeeded') continue;
    const needed = state.plan.positions.ids[need] ?? '';
    if (!satisfies(state, id, needed)) return needed;
  }
  return null;
}

/**
 * Triggers a task, or returns the end that it gets without running.
 *
 * @param by the need that ended last
 * @param failed the first need that did not end well; null if all did, undefined if it has to be looked up
 */
export function trigger(turn: Turn, id: string, by?: string, failed?: string | null): readonly End[] {
  const { state } = turn;
  const task = taskOf(state, id);
  const pending = taskState(state, id);
  if (pending.phase !== 'pending') return NO_ENDS;
  if (state.closing !== undefined) return [{ id, status: 'cancelled', reason: closingReason(state) }];
  if (task.needsAny.length > 0 && pending.anyBy === undefined) return NO_ENDS;
  const end = reasonNotToRun(state, id, failed) ?? strandedEnd(state, id);
  if (end !== undefined) return [end];
  const { now: at } = turn;
  decide(turn, by === undefined ? { type: 'triggered', at, id } : { type: 'triggered', at, id, by });
  startServices(turn, id);
  return NO_ENDS;
}

/** One empty list for all: most tasks are triggered. */
const NO_ENDS: readonly End[] = [];

/**
 * The end that a task gets without running: because of a need, of its condition, or of the task that it supports. Asked when it is
 * triggered and again right before it starts.
 */
export function reasonNotToRun(state: State, id: string, failed?: string | null): End | undefined {
  const task = taskOf(state, id);
  if (task.if === undefined) {
    const need = failed === undefined ? firstFailed(state, id) : (failed ?? failedAlternative(state, id));
    if (need !== undefined) return { id, status: 'skipped', reason: `${need} ${statusOf(state, need)}` };
  }
  if (isConditional(task)) {
    const verdict = state.conditions(state, task);
    if (verdict.type === 'skip') return { id, status: 'skipped', reason: verdict.reason };
    if (verdict.type === 'fail') return { id, status: 'failed', reason: verdict.reason };
  }
  if (task.deploy === 'always' || task.supports === undefined) return undefined;
  return taskState(state, task.supports).phase === 'ended' ? notNeeded(id, task.supports) : undefined;
}

function strandedEnd(state: State, id: string): End | undefined {
  const reason = brokenService(state, id);
  return reason === undefined ? undefined : { id, status: 'failed', reason };
}

function firstFailed(state: State, id: string): string | undefined {
  return decidingNeeds(state, id).find((need) => !satisfies(state, id, need));
}

/** The one of its `needs-any` that ended first, if that did not end well. */
function failedAlternative(state: State, id: string): string | undefined {
  const task = taskState(state, id);
  const anyBy = 'anyBy' in task ? task.anyBy : undefined;
  return anyBy === undefined || endedWell(state, anyBy) ? undefined : anyBy;
}
