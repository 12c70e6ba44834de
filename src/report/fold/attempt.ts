import type { Admitted, Ended, Retrying, Stopping, WaitReason, WorkspaceMade } from '../../schedule/events/event.ts';
import type { ContinueCause, Continued, Evicted, Paused } from '../../schedule/events/pause.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import { pressureText } from '../../schedule/gate/pressure-text.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { noWaits, type TaskReport } from '../model/run.ts';
import { addUsage } from '../model/task-usage.ts';
import type { Waited } from '../model/waited.ts';
import { tailOf } from '../text/log-tail.ts';

/** Begins an attempt: the data of the attempt before it moves to its history. */
export function openAttempt(task: TaskReport, event: Admitted): AttemptReport {
  settleOpenAttempt(task, event.at);
  const isRepeated = task.attemptList.at(-1)?.status === 'evicted';
  task.attempts = Math.max(task.attempts + (isRepeated ? 0 : 1), event.attempt);
  const attempt: AttemptReport = {
    number: task.attempts,
    started: event.at,
    waited: sinceTheLastLaunch(task),
    status: 'running',
  };
  // An array that `push` makes longer has memory for 17 entries, and nearly all tasks have one attempt.
  task.attemptList = [...task.attemptList, attempt];
  return attempt;
}

/** Records where the attempt works. */
export function recordWorkspace(task: TaskReport, workspace: WorkspaceMade): void {
  const attempt = runningAttempt(task);
  if (attempt !== undefined) attempt.workspace = workspace;
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
export function noteStopping(task: TaskReport, { at, pressure }: Stopping): void {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return;
  closePause(attempt, at);
  attempt.stopping = at;
  if (pressure !== undefined) attempt.pressure = pressure;
}

export function recordPaused(task: TaskReport, { at, pressure }: Paused): void {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return;
  attempt.pauses ??= [];
  attempt.pauses.push({ at, pressure });
}

export function recordContinued(task: TaskReport, { at, cause }: Continued): void {
  const attempt = runningAttempt(task);
  if (attempt !== undefined) closePause(attempt, at, cause);
}

/** Records that the attempt was stopped because memory was critical, and is repeated. */
export function recordEvicted(task: TaskReport, { at }: Evicted): void {
  const attempt = runningAttempt(task);
  if (attempt === undefined) return;
  settle(task, attempt, at, 'evicted');
  attempt.reason = attempt.pressure === undefined ? 'memory was critical' : pressureText(attempt.pressure);
}

function closePause({ pauses = [] }: AttemptReport, at: number, cause?: ContinueCause): void {
  const pause = pauses.at(-1);
  if (pause === undefined || pause.until !== undefined) return;
  pause.until = at;
  if (cause !== undefined) pause.cause = cause;
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
  closePause(attempt, at);
  attempt.ended = at;
  attempt.status = status;
  if (task.exitCode !== undefined) attempt.exitCode = task.exitCode;
  if (task.signal !== undefined) attempt.signal = task.signal;
  if (task.outOfMemory === true) attempt.outOfMemory = true;
}

/** All waits, less those of earlier launches. */
function sinceTheLastLaunch(task: TaskReport): Waited {
  const waited = noWaits();
  for (const reason of Object.keys(waited) as WaitReason[]) {
    const earlier = task.attemptList.reduce((sum, attempt) => sum + attempt.waited[reason], 0);
    waited[reason] = Math.max(0, task.waited[reason] - earlier);
  }
  return waited;
}
