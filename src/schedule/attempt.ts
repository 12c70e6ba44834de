import { isSuccess } from '../mission/model/exit-codes.ts';
import type { RetryCause } from '../mission/model/mission.ts';
import { MOST_EVICTIONS } from './bend.ts';
import { complete } from './complete.ts';
import { closingReason, type End, notNeeded } from './ends.ts';
import { endsAttempt, isLastStep } from './ends-attempt.ts';
import type { LeftBehind, SpawnFailed, StepExited, StopCause } from './events/event.ts';
import { pressureText } from './gate/pressure-text.ts';
import { isRetried, type LastExit, matchedLine, retryWait } from './retry.ts';
import { brokenService } from './service-needs.ts';
import { startEffect } from './start-effect.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** The process of a step could not be started. */
export function spawnFailed(turn: Turn, { id, step, message }: SpawnFailed): void {
  const failed: Attempt = { end: { id, status: 'failed', reason: message, failedStep: step }, cause: 'failure' };
  if (requeueEvicted(turn, id)) return;
  endAttempt(turn, afterStop(turn.state, { id }) ?? failed);
}

/** A step has exited: the next one is due, or the attempt is over. */
export function stepExited(turn: Turn, exited: StepExited): void {
  const { state, now } = turn;
  const { id } = exited;
  const task = taskState(state, id);
  if (task.phase !== 'running' || endsAttempt(state, exited)) {
    if (requeueEvicted(turn, id)) return;
    endAttempt(turn, attemptOf(state, exited), exited);
    return;
  }
  const step = exited.step + 1;
  // Its process had exited before the pause took effect. The next one is not paused.
  if (state.paused.has(id)) decide(turn, { type: 'continued', at: now, id, cause: 'exited' });
  decide(turn, { type: 'step-advanced', at: now, id, step });
  turn.effects.push(startEffect(state, id, task.attempt, step));
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

/** How an attempt ended with this exit. */
function attemptOf(state: State, exited: StepExited): Attempt {
  const { id, step } = exited;
  const ended = afterStop(state, exited) ?? afterFailure(state, exited);
  if (ended !== undefined) return ended;
  if (isLastStep(state, id, step)) return afterLastStep(state, exited);
  // Its time is up: the next step would be started only to be stopped at once.
  return { end: { id, status: 'timed-out', reason: stopReason(state, id, 'timeout') }, cause: 'timeout' };
}

/** How an attempt ended. */
interface Attempt {
  readonly end: End;
  /** What `retry` may name to have another attempt; absent if another one would be of no use. */
  readonly cause?: RetryCause;
}

/** Ends the task, or tries it again where it asks for that. */
function endAttempt(turn: Turn, { end, cause }: Attempt, exit?: LastExit): void {
  const { state, now } = turn;
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

/** How an attempt ends that was being stopped; undefined if it was not. */
function afterStop(state: State, exited: Pick<StepExited, 'id' | 'left'>): Attempt | undefined {
  const { id } = exited;
  const task = taskState(state, id);
  if (task.phase !== 'stopping') return undefined;
  const how = task.killed ? ', killed after the grace' : '';
  const reason = stopReason(state, id, task.cause) + how;
  switch (task.cause) {
    case 'timeout':
      return { end: { id, status: 'timed-out', reason }, cause: 'timeout' };
    case 'not-needed':
      return afterUse(state, exited) ?? { end: { id, status: 'not-needed', reason } };
    case 'interrupted':
    case 'fail-fast':
      return { end: { id, status: 'cancelled', reason } };
    case 'memory':
      if (state.closing !== undefined) return { end: { id, status: 'cancelled', reason: closingReason(state) } };
      return { end: { id, status: 'failed', reason, failedStep: task.step }, cause: 'out-of-memory' };
    default:
      return task.cause satisfies never;
  }
}

/** How an attempt ends whose step did not succeed; undefined if it did. */
function afterFailure(state: State, exited: StepExited): Attempt | undefined {
  if (isSuccess(taskOf(state, exited.id), exited.exitCode)) return undefined;
  const { id, step } = exited;
  const memory = exited.outOfMemory === true;
  const outOfMemory = memory ? ': out of memory, by the kernel\u2019s own count' : '';
  const reason = `${failure(state, exited)}${outOfMemory}${causeText(exited.left, memory)}`;
  const broken = brokenService(state, id);
  // No retry: a service is started once, so another attempt could not have it either.
  if (broken !== undefined) return { end: { id, status: 'failed', reason: `${reason}; ${broken}`, failedStep: step } };
  return { end: { id, status: 'failed', reason, failedStep: step }, cause: memory ? 'out-of-memory' : 'failure' };
}

/** Every step has succeeded. What the task left behind, or a service that it used, may still prove a failure. */
function afterLastStep(state: State, { id, left, exitCode = 0 }: StepExited): Attempt {
  const failed = (reason: string): Attempt => ({ end: { id, status: 'failed', reason }, cause: 'failure' });
  if (left?.resultsProblem !== undefined) return failed(left.resultsProblem);
  const named = failedTests(left);
  if (named !== undefined) return failed(`${named}, though it exited with ${exitCode}`);
  if (left?.outputsRejected !== undefined) return failed(left.outputsRejected);
  if (left?.artifactsProblem !== undefined) return failed(left.artifactsProblem);
  const broken = brokenService(state, id);
  if (broken === undefined) return { end: { id, status: 'succeeded' } };
  return { end: { id, status: 'failed', reason: `${broken}; the task itself exited with ${exitCode}` } };
}

/**
 * The failure of an attempt that was stopped because it was no longer needed, if its results so far prove one.
 * Incomplete results or outputs prove nothing, because the attempt was stopped.
 */
function afterUse(state: State, { id, left }: Pick<StepExited, 'id' | 'left'>): Attempt | undefined {
  const named = failedTests(left);
  const reason = named === undefined ? brokenService(state, id) : `${named} when it was stopped`;
  return reason === undefined ? undefined : { end: { id, status: 'failed', reason } };
}

function failedTests(left: LeftBehind | undefined): string | undefined {
  const failed = left?.results?.failed ?? 0;
  return failed === 0 ? undefined : `its results name ${failed} failed ${failed === 1 ? 'test' : 'tests'}`;
}

/** Characters of a test's name that a reason shows. */
const LONGEST_NAME = 120;

/** Characters of a line of the log that a reason shows. */
const LONGEST_LINE = 200;

/**
 * The first failed test, or else the first line of the log that looks like the cause: progress lines, annotations and headlines
 * show the reason, so that a log need not be searched.
 */
function causeText(left: LeftBehind | undefined, isExplained: boolean): string {
  const named = failedTests(left);
  if (named === undefined) return isExplained ? '' : logText(left);
  const first = left?.results?.failures[0]?.name.slice(0, LONGEST_NAME);
  if (first === undefined) return `; ${named}`;
  return `; ${named}${left?.results?.failed === 1 ? ':' : ', the first:'} ${first}`;
}

function logText(left: LeftBehind | undefined): string {
  const cause = left?.causes?.[0];
  if (cause === undefined) return '';
  const { line, text } = cause;
  return `; line ${line} of its log: ${text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1)}…`}`;
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
    case 'memory':
      return `out of memory: it was stopped for the third time because ${pressureReason(state, id)}`;
    default:
      return cause satisfies never;
  }
}

function pressureReason(state: State, id: string): string {
  const task = taskState(state, id);
  return task.phase === 'stopping' && task.pressure !== undefined ? pressureText(task.pressure) : 'memory was critical';
}

function failure(state: State, exited: StepExited): string {
  const { name } = taskOf(state, exited.id).steps[exited.step] ?? {};
  const what = name === undefined ? 'it' : `step ${exited.step + 1} “${name}”`;
  return exited.signal === undefined
    ? `${what} exited with code ${exited.exitCode}${exited.exitCode === 0 ? ', which is not in `success-exit-codes`' : ''}`
    : `${what} was ended by ${exited.signal}`;
}
