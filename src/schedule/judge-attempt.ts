import { isSuccess } from '../mission/model/exit-codes.ts';
import type { RetryCause } from '../mission/model/mission.ts';
import { isFinally, stepAt } from '../mission/model/steps.ts';
import { closingReason, type End } from './ends.ts';
import type { LeftBehind, StepExited, StopCause } from './events/event.ts';
import { failedTestsText, reasonText } from './failures/reason-text.ts';
import { pressureText } from './gate/pressure-text.ts';
import type { DecidingExit } from './retry.ts';
import { brokenService } from './service-needs.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import type { FailedStep, StepProgress } from './state/step-progress.ts';

/** How an attempt ended. */
export interface Attempt {
  readonly end: End;
  /** What `retry` may name to have another attempt; absent if another one would be of no use. */
  readonly cause?: RetryCause;
  /** Absent if no process of it has exited. */
  readonly exit?: DecidingExit;
  /** Why some artifacts are missing, which makes a success a failure once `finally` is over. */
  readonly artifactsProblem?: string;
}

/** The exit that ended the steps of an attempt. */
export type LastExit = Partial<Pick<StepExited, 'exitCode' | 'left'>>;

/**
 * How an attempt ended whose steps are over.
 *
 * @param isCut true if another step would have followed, but the time of the attempt is over
 * @param last the exit that ended its steps; absent if nothing of it has run
 */
export function judgeAttempt(
  state: State,
  id: string,
  progress: StepProgress,
  isCut: boolean,
  last: LastExit = {},
): Attempt {
  const { left } = last;
  const ended = afterStop(state, id, left) ?? afterFailure(state, id, progress, left);
  const attempt = ended ?? (isCut ? cutAttempt(state, id) : afterLastStep(state, id, last));
  const exit = decidingExit(progress, last);
  const artifactsProblem = left?.artifactsProblem;
  return artifactsProblem === undefined ? { ...attempt, exit } : { ...attempt, exit, artifactsProblem };
}

/** The next step would be started only to be stopped at once. */
function cutAttempt(state: State, id: string): Attempt {
  return { end: { id, status: 'timed-out', reason: stopReason(state, id, 'timeout') }, cause: 'timeout' };
}

/** The attempt with the failure that its missing artifacts are, if nothing else made it fail. To be asked once nothing more can make them. */
export function withArtifacts({ artifactsProblem, ...attempt }: Attempt): Attempt {
  const { end } = attempt;
  if (artifactsProblem === undefined || end.status !== 'succeeded') return attempt;
  return { ...attempt, end: { id: end.id, status: 'failed', reason: artifactsProblem }, cause: 'failure' };
}

function decidingExit({ failed }: StepProgress, { exitCode, left }: LastExit): DecidingExit {
  const code = failed === undefined ? exitCode : failed.exitCode;
  const exit = code === undefined ? {} : { exitCode: code };
  return left?.retryLine === undefined ? exit : { ...exit, retryLine: left.retryLine };
}

/**
 * How an attempt ended once its `finally` steps are over. Their failure makes a success a failure, and else is only added.
 *
 * @param cut the `finally` step that was not started, because its time was over; absent if none was left
 */
export function withFinally(state: State, attempt: Attempt, progress: StepProgress, cut?: number): Attempt {
  const { end } = attempt;
  const { id } = end;
  const { finallyFailed } = progress;
  const left = cut === undefined ? undefined : `step ${cut + 1} was not started, because the time was over`;
  const what = finallyFailed === undefined ? left : failureText(state, id, finallyFailed);
  if (what === undefined) return attempt;
  const text = `in \`finally\`, ${what}`;
  if (end.status === 'succeeded' || end.status === 'not-needed') {
    const failedStep = finallyFailed?.step ?? cut;
    const failed = { id, status: 'failed' as const, reason: text };
    return { end: failedStep === undefined ? failed : { ...failed, failedStep }, cause: 'failure' };
  }
  const reason = end.reason === undefined ? text : `${end.reason}; ${text}`;
  return { ...attempt, end: { ...end, reason } };
}

/** How an attempt ends that was being stopped; undefined if it was not. */
export function afterStop(state: State, id: string, left?: LeftBehind): Attempt | undefined {
  const task = taskState(state, id);
  if (task.phase !== 'stopping') return undefined;
  const how = task.killed ? ', killed after the grace' : '';
  const reason = stopReason(state, id, task.cause) + how;
  switch (task.cause) {
    case 'timeout':
      return { end: { id, status: 'timed-out', reason }, cause: 'timeout' };
    case 'not-needed':
      return afterUse(state, id, left) ?? { end: { id, status: 'not-needed', reason } };
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

/** How an attempt ends of which a step has failed; undefined if none has. */
function afterFailure(state: State, id: string, progress: StepProgress, left?: LeftBehind): Attempt | undefined {
  const { failed } = progress;
  if (failed === undefined) return undefined;
  const memory = failed.outOfMemory === true;
  const isExplained = memory || failed.message !== undefined || failed.rejected !== undefined;
  const reason = reasonText(`${failureText(state, id, failed)}${memoryText(failed)}`, left, isExplained);
  const broken = failed.message === undefined ? brokenService(state, id) : undefined;
  const end = { id, status: 'failed' as const, failedStep: failed.step };
  // No retry: a service is started once, so another attempt could not have it either.
  if (broken !== undefined) return { end: { ...end, reason: `${reason}; ${broken}` } };
  if (failed.timedOut === true) return { end: { ...end, status: 'timed-out', reason }, cause: 'timeout' };
  // It may be either of the two: then it is retried if the mission retries one of them.
  const isRetriedAlone =
    failed.maybeOutOfMemory === true && taskOf(state, id).retry?.on.includes('out-of-memory') === true;
  return { end: { ...end, reason }, cause: memory || isRetriedAlone ? 'out-of-memory' : 'failure' };
}

function memoryText({ outOfMemory, maybeOutOfMemory }: FailedStep): string {
  if (outOfMemory === true) return ': out of memory, by the kernel\u2019s own count';
  if (maybeOutOfMemory !== true) return '';
  return ': possibly out of memory, because the kernel killed a process for memory at that moment, and other tasks were killed too';
}

/** Every step has succeeded. What the task left behind, or a service that it used, may still prove a failure. */
function afterLastStep(state: State, id: string, { left, exitCode = 0 }: LastExit): Attempt {
  const named = failedTestsText(left);
  const proof =
    left?.resultsProblem ??
    (named === undefined ? left?.outputsRejected : `${named}, though it exited with ${exitCode}`);
  if (proof !== undefined) return { end: { id, status: 'failed', reason: proof }, cause: 'failure' };
  const broken = brokenService(state, id);
  if (broken === undefined) return { end: { id, status: 'succeeded' } };
  return { end: { id, status: 'failed', reason: `${broken}; the task itself exited with ${exitCode}` } };
}

/**
 * The failure of an attempt that was stopped because it was no longer needed, if its results so far prove one.
 * Incomplete results or outputs prove nothing, because the attempt was stopped.
 */
function afterUse(state: State, id: string, left?: LeftBehind): Attempt | undefined {
  const named = failedTestsText(left);
  const reason = named === undefined ? brokenService(state, id) : `${named} when it was stopped`;
  return reason === undefined ? undefined : { end: { id, status: 'failed', reason } };
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

/** What happened to a step, as a sentence without its end. */
export function failureText(state: State, id: string, failed: FailedStep): string {
  const task = taskOf(state, id);
  const { name, timeout } = stepAt(task, failed.step) ?? {};
  const number = `step ${failed.step + 1}`;
  const what = name !== undefined ? `${number} “${name}”` : isFinally(task, failed.step) ? number : 'it';
  if (failed.timedOut === true) return `${what} was stopped after its timeout of ${(timeout ?? 0) / 1000} s`;
  if (failed.message !== undefined) return name === undefined ? failed.message : `${what}: ${failed.message}`;
  if (failed.signal !== undefined) return `${what} was ended by ${failed.signal}`;
  if (failed.rejected !== undefined && isSuccess(task, failed.exitCode)) {
    return name === undefined ? failed.rejected : `${what}: ${failed.rejected}`;
  }
  const listed = failed.exitCode === 0 ? ', which is not in `success-exit-codes`' : '';
  return `${what} exited with code ${failed.exitCode}${listed}`;
}
