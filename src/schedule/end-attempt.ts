import { MOST_EVICTIONS } from './bend.ts';
import { complete } from './complete.ts';
import { notNeeded } from './ends.ts';
import type { Attempt } from './judge-attempt.ts';
import { isRetried, matchedLine, retryWait } from './retry.ts';
import { brokenService } from './service-needs.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** Ends the task, or tries it again: where `retry` asks for that, or because it was evicted. */
export function endAttempt(turn: Turn, { end, cause, exit = {} }: Attempt): void {
  const { state, now } = turn;
  if (requeueEvicted(turn, end.id)) return;
  const { retry } = taskOf(state, end.id);
  const task = taskState(state, end.id);
  const attempt = task.phase === 'running' || task.phase === 'stopping' ? task.attempt : 1;
  const again = retry !== undefined && cause !== undefined && attempt < retry.attempts && isRetried(retry, cause, exit);
  if (!again || state.closing !== undefined || cameTooLate(state, end.id)) {
    complete(turn, end);
    return;
  }
  const until = now + retryWait(state, end.id, retry, attempt);
  const line = retry.on.includes(cause) ? undefined : matchedLine(retry, exit);
  const why = end.reason ?? end.status;
  const reason =
    line === undefined || why.includes(line) ? why : `${why}; retried because of a line of its log: ${line}`;
  decide(turn, { type: 'retrying', at: now, id: end.id, attempt, cause, reason, until });
}

/** True if the task that it supports has ended: another attempt would not be deployed any more. */
function cameTooLate(state: State, id: string): boolean {
  const { deploy, supports } = taskOf(state, id);
  return deploy !== 'always' && supports !== undefined && taskState(state, supports).phase === 'ended';
}

/**
 * Queues an evicted task again after its exit. Its exit code says nothing about its work, because it was stopped. False if it was not
 * evicted, if it was evicted too often, or if it is not to run again.
 */
function requeueEvicted(turn: Turn, id: string): boolean {
  const { state, now } = turn;
  const task = taskState(state, id);
  if (task.phase !== 'stopping' || task.cause !== 'memory' || state.closing !== undefined) return false;
  const times = (state.evictions.get(id) ?? 0) + 1;
  if (times > MOST_EVICTIONS) return false;
  decide(turn, { type: 'evicted', at: now, id, attempt: task.attempt, times });
  const broken = brokenService(state, id);
  const { deploy, supports } = taskOf(state, id);
  const isOver = supports !== undefined && taskState(state, supports).phase === 'ended';
  if (broken !== undefined) complete(turn, { id, status: 'failed', reason: broken });
  else if (isOver && deploy !== 'always') complete(turn, notNeeded(id, supports));
  return true;
}
