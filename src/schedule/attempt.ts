import { hasFinally } from '../mission/model/steps.ts';
import { endAttempt } from './end-attempt.ts';
import type { SpawnFailed, StepExited } from './events/event.ts';
import type { StepsEnd } from './events/step.ts';
import { type Attempt, afterStop, judgeAttempt, type LastExit, withArtifacts, withFinally } from './judge-attempt.ts';
import { type NextStep, nextFinallyStep, nextStep } from './next-step.ts';
import { startEffect } from './start-effect.ts';
import { isOverdue, type State, type StepMoment, taskOf, taskState } from './state/state.ts';
import { noProgress, type StepProgress } from './state/step-progress.ts';
import type { TaskState } from './state/task-state.ts';
import { decide, type Turn } from './turn.ts';

/** Starts the first step of an attempt that was just admitted, or ends the attempt if none of its steps runs. */
export function startAttempt(turn: Turn, id: string): void {
  goOn(turn, id, nextStep(turn.state, taskOf(turn.state, id), 0, noProgress), {});
}

/** The process of a step could not be started. */
export function spawnFailed(turn: Turn, { id, step }: SpawnFailed): void {
  stepEnded(turn, id, step, {});
}

/** A step has exited: the next one is due, or the attempt is over. */
export function stepExited(turn: Turn, exited: StepExited): void {
  stepEnded(turn, exited.id, exited.step, exited);
}

function stepEnded(turn: Turn, id: string, step: number, last: LastExit): void {
  const { state } = turn;
  const task = taskState(state, id);
  if (isFinishing(state, id)) finishOn(turn, id, step);
  else if (task.phase === 'running') goOn(turn, id, nextStep(state, taskOf(state, id), step + 1, task.progress), last);
  else stepsEnded(turn, judgeAttempt(state, id, progressOf(state, id), false, last));
}

/** Its process had exited before the pause took effect. What follows is not paused. */
function endPause(turn: Turn, id: string): void {
  if (turn.state.paused.has(id)) decide(turn, { type: 'continued', at: turn.now, id, cause: 'exited' });
}

/** Starts the next step, or ends the steps of the attempt. */
function goOn(turn: Turn, id: string, next: NextStep, last: LastExit): void {
  const { state, now } = turn;
  const isCut = next.step !== undefined && isOverdue(taskState(state, id), now);
  if (!isCut) skip(turn, id, next);
  if (next.step !== undefined && !isCut) startStep(turn, id, next.step);
  else stepsEnded(turn, judgeAttempt(state, id, progressOf(state, id), isCut, last));
}

function skip(turn: Turn, id: string, { skipped }: NextStep): void {
  for (const each of skipped) decide(turn, { type: 'step-skipped', at: turn.now, id, ...each });
}

function startStep(turn: Turn, id: string, step: number): void {
  endPause(turn, id);
  const task = taskState(turn.state, id);
  const attempt = task.phase === 'running' || task.phase === 'stopping' ? task.attempt : 1;
  // The first step of an attempt needs no event of its own: it is admitted with it.
  if (step > 0) decide(turn, { type: 'step-advanced', at: turn.now, id, step });
  turn.effects.push(startEffect(turn.state, { id, attempt, step, progress: progressOf(turn.state, id) }));
}

/** The steps of the attempt are over: its `finally` steps run, or it ends. */
function stepsEnded(turn: Turn, attempt: Attempt): void {
  const { state, now } = turn;
  const { id } = attempt.end;
  const task = taskState(state, id);
  const isDue = hasFinally(taskOf(state, id)) && progressOf(state, id).hasStarted && state.abandoned !== true;
  if (!isDue || (task.phase !== 'running' && task.phase !== 'stopping')) {
    endAttempt(turn, withArtifacts(attempt));
    return;
  }
  endPause(turn, id);
  const { id: _, ...end } = attempt.end;
  const cause = attempt.cause === undefined ? {} : { cause: attempt.cause };
  const { artifactsProblem } = attempt;
  const missing = artifactsProblem === undefined ? {} : { artifactsProblem };
  decide(turn, {
    type: 'finishing',
    at: now,
    id,
    attempt: task.attempt,
    ...end,
    ...cause,
    ...attempt.exit,
    ...missing,
  });
  finishOn(turn, id, task.step);
}

/** Starts the next `finally` step, or ends the attempt. */
function finishOn(turn: Turn, id: string, step: number): void {
  const { state } = turn;
  const next = nextFinallyStep(state, taskOf(state, id), step + 1, progressOf(state, id), resultBefore(state, id));
  if (mayFinish(turn, id)) {
    skip(turn, id, next);
    if (next.step !== undefined) {
      startStep(turn, id, next.step);
      return;
    }
  }
  const attempt = withArtifacts(stepsEndOf(state, id));
  endAttempt(turn, withFinally(state, attempt, progressOf(state, id), next.step));
}

/** True if a further `finally` step may start. */
function mayFinish({ state, now }: Turn, id: string): boolean {
  const task = taskState(state, id);
  if (state.abandoned === true) return false;
  if (task.phase === 'running') return !isOverdue(task, now);
  return task.phase === 'stopping' && !task.killed && now < task.killAt && task.isOver !== true;
}

/** How the steps ended. An eviction may have become another end meanwhile. */
function stepsEndOf(state: State, id: string): Attempt {
  const task = taskState(state, id);
  const stopped = task.phase === 'stopping' && task.cause === 'memory' ? afterStop(state, id) : undefined;
  if (stopped !== undefined) return stopped;
  const { cause, exitCode, retryLine, artifactsProblem, ...end } = stepsEnd(task);
  return {
    end: { id, ...end },
    ...(cause === undefined ? {} : { cause }),
    exit: { ...(exitCode === undefined ? {} : { exitCode }), ...(retryLine === undefined ? {} : { retryLine }) },
    ...(artifactsProblem === undefined ? {} : { artifactsProblem }),
  };
}

function stepsEnd(task: TaskState): StepsEnd {
  return ('finishing' in task ? task.finishing : undefined) ?? { status: 'failed' };
}

/** How the attempt of a task has gone until now, as `success()`, `failure()` and `cancelled()` say in its steps. */
export function resultSoFar(state: State, id: string): StepMoment['result'] {
  if (state.late.has(id)) return 'cancelled';
  if (isFinishing(state, id)) return resultBefore(state, id);
  return progressOf(state, id).failed === undefined ? 'success' : 'failure';
}

/** The same in `finally`. */
function resultBefore(state: State, id: string): StepMoment['result'] {
  const task = taskState(state, id);
  if (task.phase === 'stopping' && task.cause === 'memory') return 'cancelled';
  const status = 'finishing' in task ? task.finishing?.status : undefined;
  if (status === 'succeeded') return 'success';
  return status === 'failed' || status === 'timed-out' ? 'failure' : 'cancelled';
}

function isFinishing(state: State, id: string): boolean {
  const task = taskState(state, id);
  return 'finishing' in task && task.finishing !== undefined;
}

function progressOf(state: State, id: string): StepProgress {
  const task = taskState(state, id);
  return 'progress' in task ? task.progress : noProgress;
}
