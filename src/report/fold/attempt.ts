import type { Admitted, Ended, Retrying } from '../../schedule/events/event.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { noWaits, type TaskReport } from '../model/run.ts';
import { addUsage } from '../model/task-usage.ts';
import type { Waited } from '../model/waited.ts';
import { tailOf } from '../text/log-tail.ts';

/** Begins an attempt: the data of the attempt before it moves to its history. */
export function openAttempt(task: TaskReport, event: Admitted): AttemptReport {
  settleOpenAttempt(task, event.at);
  task.attempts = Math.max(task.attempts + 1, event.attempt);
  const attempt: AttemptReport = {
    number: task.attempts,
    started: event.at,
    waited: sinceTheLastLaunch(task),
    status: 'running',
  };
  task.attemptList.push(attempt);
  return attempt;
}

/** Records the end of a step. */
export function recordAttemptUse(task: TaskReport, usage: TreeUsage): void {
  const attempt = runningAttempt(task);
  if (attempt !== undefined) attempt.usage = addUsage(attempt.usage, usage);
}

/** If the journal has no end of the newest attempt, the runner was killed. */
export function settleOpenAttempt(task: TaskReport, at: number): void {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return;
  settle(task, attempt, at, 'cancelled');
  attempt.reason ??= 'it was still running when the runner died';
}

/** Records that the running attempt was asked to end. */
export function noteStopping(task: TaskReport, at: number): void {
  const attempt = runningAttempt(task);
  if (attempt !== undefined) attempt.stopping = at;
}

/** Records that the attempt failed and another one follows. */
export function recordRetry(task: TaskReport, event: Retrying): void {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return;
  settle(task, attempt, event.at, event.cause === 'timeout' ? 'timed-out' : 'failed');
  attempt.reason = event.reason;
  attempt.retry = { cause: event.cause, until: event.until };
  // The next attempt has its own, and a failure that does not repeat can only be understood with these.
  const tail = tailOf(task.left?.logTail, { lines: 20, characters: 4000 });
  if (tail !== '') attempt.logTail = tail;
  if (task.left?.causes !== undefined) attempt.causes = task.left.causes;
  if (task.left?.results !== undefined) attempt.results = task.left.results;
}

/** Records the end of the task; false if no attempt was open, as for a skipped task. */
export function closeAttempt(task: TaskReport, event: Ended): boolean {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return false;
  settle(task, attempt, event.at, event.status);
  if (event.reason !== undefined) attempt.reason = event.reason;
  return true;
}

/** The newest attempt, if it has not ended. */
function runningAttempt(task: TaskReport): AttemptReport | undefined {
  const attempt = task.attemptList.at(-1);
  return attempt?.ended === undefined ? attempt : undefined;
}

function settle(task: TaskReport, attempt: AttemptReport, at: number, status: AttemptReport['status']): void {
  attempt.ended = at;
  attempt.status = status;
  if (task.exitCode !== undefined) attempt.exitCode = task.exitCode;
  if (task.signal !== undefined) attempt.signal = task.signal;
  if (task.outOfMemory === true) attempt.outOfMemory = true;
}

/** All waits, less those of earlier launches. */
function sinceTheLastLaunch(task: TaskReport): Waited {
  const waited = noWaits();
  for (const reason of Object.keys(waited) as (keyof Waited)[]) {
    const earlier = task.attemptList.reduce((sum, attempt) => sum + attempt.waited[reason], 0);
    waited[reason] = Math.max(0, task.waited[reason] - earlier);
  }
  return waited;
}
