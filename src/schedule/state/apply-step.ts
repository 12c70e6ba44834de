import { allSteps, hasFinally, stepAt } from '../../mission/model/steps.ts';
import type { Lost, SpawnFailed, StepExited, StepStarted } from '../events/event.ts';
import type { Cleaned, Cleaning, Finishing, StepAdvanced, StepSkipped, StepTimedOut } from '../events/step.ts';
import { withoutPause } from './apply-pause.ts';
import { GRACE, type LateFinally, type OwedFinally, type State, shortGrace, taskOf, taskState } from './state.ts';
import { afterExit, afterSkip, afterSpawnFailure, noProgress, type StepProgress } from './step-progress.ts';
import type { RunningTask, StoppingTask, TaskState } from './task-state.ts';

export type StepEvent =
  | StepStarted
  | StepExited
  | SpawnFailed
  | StepAdvanced
  | StepSkipped
  | StepTimedOut
  | Finishing
  | Cleaning
  | Cleaned
  | Lost;

/** Records how far an attempt has come in its steps. */
export function applyStepEvent(state: State, event: StepEvent): void {
  const { id } = event;
  switch (event.type) {
    case 'step-started':
      setProgress(state, id, event.step, (progress) => ({ ...progress, hasStarted: true }));
      return;
    case 'step-exited':
    case 'spawn-failed':
      stepIsOver(state, event);
      if (event.type === 'step-exited') keptAgain(state, event);
      return;
    case 'step-skipped':
      setProgress(state, id, undefined, (progress) => afterSkip(progress, taskOf(state, id), event));
      return;
    case 'step-advanced':
      advanced(state, event);
      return;
    case 'step-timed-out':
      timedOut(state, event);
      return;
    case 'finishing':
      finishing(state, event);
      return;
    case 'cleaning': {
      const { attempt, progress } = state.owed.get(id) ?? { attempt: event.attempt, progress: noProgress };
      const { timeout } = taskOf(state, id);
      const limit = timeout === undefined ? {} : { until: event.at + timeout };
      const stopped = state.interruptedAt === undefined ? {} : { killAt: state.interruptedAt + GRACE };
      state.owed.delete(id);
      state.late.set(id, { attempt, progress, step: -1, stopping: 'no', ...limit, ...stopped });
      return;
    }
    case 'cleaned':
      state.late.delete(id);
      return;
    case 'lost': {
      const owed = owedBy(state, id);
      if (owed !== undefined) state.owed.set(id, owed);
      return;
    }
    default:
      event satisfies never;
  }
}

function stepIsOver(state: State, event: StepExited | SpawnFailed): void {
  setProgress(state, event.id, event.step, (progress) => progressAfter(state, event, progress));
}

/** After a step of `finally`, its artifacts were copied again: a file that was missing may be there now. */
function keptAgain(state: State, { id, step, left }: StepExited): void {
  const task = taskState(state, id);
  if (task.phase !== 'running' && task.phase !== 'stopping') return;
  if (task.finishing === undefined || task.step !== step || left === undefined || state.late.has(id)) return;
  const { artifactsProblem: _, ...end } = task.finishing;
  const { artifactsProblem } = left;
  const finishing = artifactsProblem === undefined ? end : { ...end, artifactsProblem };
  state.tasks.set(id, { ...task, finishing });
}

/** The progress of an attempt after the end of a process; the same before and after the event is applied. */
export function progressAfter(state: State, ended: StepExited | SpawnFailed, progress: StepProgress): StepProgress {
  const task = taskState(state, ended.id);
  const late = state.late.get(ended.id);
  const stand = {
    isStopped: task.phase === 'stopping' && task.finishing === undefined,
    timedOut: late?.stopping === 'terminated' || (task.phase === 'running' && task.stepStop !== undefined),
  };
  return ended.type === 'step-exited'
    ? afterExit(progress, taskOf(state, ended.id), ended, stand)
    : afterSpawnFailure(progress, taskOf(state, ended.id), ended, stand);
}

/** The attempt whose `finally` a resume has to run, if the runner dies now; undefined if there is none. */
export function owedBy(state: State, id: string): OwedFinally | undefined {
  const task = state.tasks.get(id);
  if (task?.phase !== 'running' && task?.phase !== 'stopping') return undefined;
  if (task.finishing !== undefined || !task.progress.hasStarted || state.abandoned === true) return undefined;
  if (!hasFinally(taskOf(state, id))) return undefined;
  return { attempt: task.attempt, progress: task.progress };
}

/** @param step the step that it is about; an event of another one changes nothing. Absent: any. */
function setProgress(
  state: State,
  id: string,
  step: number | undefined,
  change: (progress: StepProgress) => StepProgress,
): void {
  const late = state.late.get(id);
  if (late !== undefined) {
    if (step === undefined || late.step === step) state.late.set(id, { ...late, progress: change(late.progress) });
    return;
  }
  const task = taskState(state, id);
  if (task.phase !== 'running' && task.phase !== 'stopping') return;
  if (step === undefined || task.step === step) state.tasks.set(id, { ...task, progress: change(task.progress) });
}

function advanced(state: State, { id, step, at }: StepAdvanced): void {
  const late = state.late.get(id);
  const own = stepAt(taskOf(state, id), step)?.timeout;
  if (late !== undefined) {
    const { attempt, progress, until } = late;
    state.late.set(id, {
      ...{ attempt, progress, step, stopping: 'no' as const },
      ...(until === undefined ? {} : { until }),
      ...(own === undefined ? {} : { stepUntil: at + own }),
      // Of a signal: it ends all of them.
      ...(state.closing === undefined || late.killAt === undefined ? {} : { killAt: late.killAt }),
    });
    return;
  }
  const task = taskState(state, id);
  if (task.phase === 'stopping') state.tasks.set(id, { ...task, step });
  if (task.phase !== 'running') return;
  const { stepDeadline: _deadline, stepStop: _stop, ...rest } = task;
  const deadline = own === undefined ? {} : { stepDeadline: at + own };
  state.tasks.set(id, { ...rest, step, stepped: at, ...deadline });
}

function timedOut(state: State, { id, at }: StepTimedOut): void {
  const late = state.late.get(id);
  const { grace = GRACE } = taskOf(state, id);
  if (late !== undefined) {
    const killAt = Math.min(late.killAt ?? Number.POSITIVE_INFINITY, at + grace);
    state.late.set(id, { ...late, stopping: 'terminated', killAt });
  }
  const task = taskState(state, id);
  if (task.phase !== 'running') return;
  state.tasks.set(id, { ...task, stepStop: { killAt: at + grace, killed: false } });
}

/**
 * The `finally` steps of an attempt that ended by itself have the rest of its time, and at least a grace period. After a stop, they have
 * a grace period of their own; after a signal, the rest of the one that began with the signal.
 */
function finishing(state: State, event: Finishing): void {
  const { type: _type, at, id, attempt: _attempt, ...end } = event;
  const before = taskState(state, id);
  const task = taskOf(state, id);
  const { grace = GRACE } = task;
  if (before.phase === 'running') {
    const { stepDeadline: _deadline, stepStop: _stop, ...rest } = withoutPause(before, at);
    const limit = rest.deadline === undefined ? {} : { deadline: Math.max(rest.deadline, at + grace) };
    state.paused.delete(id);
    state.tasks.set(id, { ...rest, ...limit, finishing: end });
  } else if (before.phase === 'stopping') {
    const isInterrupted = state.closing === 'interrupted';
    const killAt = isInterrupted ? (state.interruptedAt ?? at) + shortGrace(task) : at + grace;
    state.tasks.set(id, { ...before, killed: false, killAt, finishing: end });
  }
}

/** When a step is asked to end because its own time limit is over; undefined if it has none, or was asked already. */
export function stepDeadlineOf(task: TaskState): number | undefined {
  if (task.phase !== 'running' || task.pausedAt !== undefined || task.stepStop !== undefined) return undefined;
  return task.stepDeadline;
}

/** The number of the first `finally` step that has not run, or would follow this one. */
export function nextFinally(state: State, id: string, step: number): number {
  return Math.max(step + 1, taskOf(state, id).steps.length);
}

/** True if no step can follow. */
export function isBeyondLast(state: State, id: string, step: number): boolean {
  return step >= allSteps(taskOf(state, id)).length;
}

/** A task whose process tree exists or is about to. */
export function runningOrLate(state: State, id: string): RunningTask | StoppingTask | LateFinally | undefined {
  const late = state.late.get(id);
  if (late !== undefined) return late;
  const task = state.tasks.get(id);
  return task?.phase === 'running' || task?.phase === 'stopping' ? task : undefined;
}
