import type { RetryCause } from '../mission/model/mission.ts';
import { complete } from './complete.ts';
import type { End } from './ends.ts';
import type { SpawnFailed, StepExited, StopCause } from './events/event.ts';
import { isOverdue, type State, taskOf, taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** The process of a step could not be started. */
export function spawnFailed(turn: Turn, { id, step, message }: SpawnFailed): void {
  const failed: Attempt = { end: { id, status: 'failed', reason: message, failedStep: step }, cause: 'failure' };
  endAttempt(turn, afterStop(turn.state, id) ?? failed);
}

/** A step has exited: the next one is due, or the attempt is over. */
export function stepExited(turn: Turn, exited: StepExited): void {
  const { state } = turn;
  const { id } = exited;
  const next = exited.step + 1;
  const running = taskState(state, id);
  const over = afterStop(state, id) ?? afterFailure(state, exited);
  if (over !== undefined) {
    endAttempt(turn, over);
  } else if (next >= taskOf(state, id).steps.length) {
    endAttempt(turn, afterLastStep(exited));
  } else if (isOverdue(running, turn.now)) {
    // The next step would be started only to be stopped at once.
    endAttempt(turn, {
      end: { id, status: 'timed-out', reason: stopReason(state, id, 'timeout') },
      cause: 'timeout',
    });
  } else if (running.phase === 'running') {
    decide(turn, { type: 'step-advanced', at: turn.now, id, step: next });
    turn.effects.push({ type: 'start', id, attempt: running.attempt, step: next });
  }
}

/** How an attempt ended, and what of it may be worth another one. */
interface Attempt {
  readonly end: End;
  readonly cause?: RetryCause;
}

/** Ends the task, or tries it again where it asks for that. */
function endAttempt(turn: Turn, { end, cause }: Attempt): void {
  const { state, now } = turn;
  const { retry } = taskOf(state, end.id);
  const task = taskState(state, end.id);
  const attempt = task.phase === 'running' || task.phase === 'stopping' ? task.attempt : 1;
  const again = retry !== undefined && cause !== undefined && retry.on.includes(cause) && attempt < retry.attempts;
  if (!again || state.closing !== undefined || cameTooLate(state, end.id)) {
    complete(turn, end);
    return;
  }
  const until = now + retry.delay * retry.backoff ** (attempt - 1);
  const reason = end.reason ?? end.status;
  decide(turn, { type: 'retrying', at: now, id: end.id, attempt, cause, reason, until });
}

/** Whom it supports has ended: another attempt would not be deployed any more. */
function cameTooLate(state: State, id: string): boolean {
  const { deploy, supports } = taskOf(state, id);
  return deploy !== 'always' && supports !== undefined && taskState(state, supports).phase === 'ended';
}

/** How an attempt ends that was being stopped; undefined when it was not. */
function afterStop(state: State, id: string): Attempt | undefined {
  const task = taskState(state, id);
  if (task.phase !== 'stopping') return undefined;
  const how = task.killed ? ', killed after the grace' : '';
  const reason = stopReason(state, id, task.cause) + how;
  switch (task.cause) {
    case 'timeout':
      return { end: { id, status: 'timed-out', reason }, cause: 'timeout' };
    case 'not-needed':
      return { end: { id, status: 'not-needed', reason } };
    case 'interrupted':
    case 'fail-fast':
      return { end: { id, status: 'cancelled', reason } };
    default:
      return task.cause satisfies never;
  }
}

function afterFailure(state: State, exited: StepExited): Attempt | undefined {
  if (exited.exitCode === 0) return undefined;
  const { id, step } = exited;
  const memory = exited.outOfMemory === true;
  const reason = failure(state, exited) + (memory ? ': out of memory, by the kernel\u2019s own count' : '');
  return { end: { id, status: 'failed', reason, failedStep: step }, cause: memory ? 'out-of-memory' : 'failure' };
}

/** Everything exited with 0; what it reported may still say that something failed. */
function afterLastStep({ id, left }: StepExited): Attempt {
  const problem = left?.resultsProblem;
  if (problem !== undefined) return { end: { id, status: 'failed', reason: problem }, cause: 'failure' };
  const failed = left?.results?.failed ?? 0;
  if (failed > 0) {
    const reason = `its results name ${failed} failed ${failed === 1 ? 'test' : 'tests'}, though it exited with 0`;
    return { end: { id, status: 'failed', reason }, cause: 'failure' };
  }
  const rejected = left?.outputsRejected;
  if (rejected !== undefined) return { end: { id, status: 'failed', reason: rejected }, cause: 'failure' };
  return { end: { id, status: 'succeeded' } };
}

function stopReason(state: State, id: string, cause: StopCause): string {
  const task = taskOf(state, id);
  switch (cause) {
    case 'timeout':
      return `stopped after its timeout of ${(task.timeout ?? 0) / 1000} s`;
    case 'interrupted':
      return 'the mission was interrupted';
    case 'fail-fast':
      return 'stopped by fail-fast';
    case 'not-needed':
      return `stopped when ${task.supports} had ended`;
    default:
      return cause satisfies never;
  }
}

function failure(state: State, exited: StepExited): string {
  const { name } = taskOf(state, exited.id).steps[exited.step] ?? {};
  const what = name === undefined ? 'it' : `step ${exited.step + 1} “${name}”`;
  return exited.signal === undefined
    ? `${what} exited with code ${exited.exitCode}`
    : `${what} was ended by ${exited.signal}`;
}
