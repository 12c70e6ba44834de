import { closedSince, patienceOf, waitingCount } from './admit.ts';
import { evictionDue } from './bend.ts';
import { complete } from './complete.ts';
import { nextOfLate, passTimeOfLate } from './late-finally.ts';
import { brokenService } from './service-needs.ts';
import { stepDeadlineOf } from './state/apply-step.ts';
import { isOverdue, type State, taskState } from './state/state.ts';
import type { TaskState } from './state/task-state.ts';
import { killService } from './stop-services.ts';
import { killStep, killTask, stopStep, stopTask } from './stop-task.ts';
import { decide, type Turn } from './turn.ts';

/** Decides what follows from the passing of time alone: timeouts, grace periods and retry waits that are over. */
export function passTime(turn: Turn): void {
  const { state, now } = turn;
  if (isAnyDue(state, now)) endDueAttempts(turn);
  passTimeOfLate(turn);
  for (const [id, service] of state.services) {
    if (service.phase === 'stopping' && service.killAt <= now) killService(turn, id);
  }
  if (state.backoff.size > 0) for (const id of [...state.backoff]) requeue(turn, id);
}

/** True if the time of a running task, or of its step or its grace period, is over. It is computed at each transition, and most often false. */
function isAnyDue(state: State, now: number): boolean {
  for (const position of state.active.values()) {
    const task = state.tasks.values[position];
    if (task !== undefined && dueAt(task) <= now) return true;
  }
  return false;
}

/** When something follows for a running task from the passing of time alone; infinite if nothing does. */
function dueAt(task: TaskState): number {
  if (task.phase === 'stopping') return task.killed ? Number.POSITIVE_INFINITY : task.killAt;
  if (task.phase !== 'running') return Number.POSITIVE_INFINITY;
  const deadline = task.pausedAt === undefined ? task.deadline : undefined;
  return Math.min(
    deadline ?? Number.POSITIVE_INFINITY,
    stepDeadlineOf(task) ?? Number.POSITIVE_INFINITY,
    stepKillAt(task),
  );
}

function endDueAttempts(turn: Turn): void {
  const { state, now } = turn;
  for (const id of [...state.active.keys()]) {
    const task = taskState(state, id);
    if (isOverdue(task, now)) stopTask(turn, id, 'timeout');
    else if (task.phase === 'stopping' && task.killAt <= now) killTask(turn, id);
    else if ((stepDeadlineOf(task) ?? Number.POSITIVE_INFINITY) <= now) stopStep(turn, id, stepOf(task));
    else if (stepKillAt(task) <= now) killStep(turn, id);
  }
}

function requeue(turn: Turn, id: string): void {
  const task = taskState(turn.state, id);
  if (task.phase !== 'backoff' || task.until > turn.now) return;
  const broken = brokenService(turn.state, id);
  if (broken !== undefined) complete(turn, { id, status: 'failed', reason: broken });
  else decide(turn, { type: 'requeued', at: turn.now, id, attempt: task.attempt });
}

/** When a step is killed that was asked to end because of its own time limit; infinite if none was. */
function stepKillAt(task: TaskState): number {
  if (task.phase !== 'running' || task.stepStop === undefined || task.stepStop.killed) return Number.POSITIVE_INFINITY;
  return task.stepStop.killAt;
}

function stepOf(task: TaskState): number {
  return task.phase === 'running' ? task.step : 0;
}

/** When a `woke` is due at the latest; undefined if none is needed. */
export function nextWake(state: State): number | undefined {
  const deadline = nextDeadline(state);
  if (state.closing !== undefined || waitingCount(state) === 0) return deadline;
  return Math.min(deadline ?? Number.POSITIVE_INFINITY, state.checkedAt + state.mission.admission.recheck);
}

/** When the next timeout, grace period, retry wait or `patience` is over: what does not depend on any measurement. */
export function nextDeadline(state: State): number | undefined {
  let deadline = Number.POSITIVE_INFINITY;
  for (const position of state.active.values()) {
    const task = state.tasks.values[position];
    if (task !== undefined) deadline = Math.min(deadline, dueAt(task));
  }
  for (const id of state.backoff) {
    const task = taskState(state, id);
    if (task.phase === 'backoff') deadline = Math.min(deadline, task.until);
  }
  for (const service of state.services.values()) {
    if (service.phase === 'stopping' && !service.killed) deadline = Math.min(deadline, service.killAt);
  }
  deadline = Math.min(deadline, nextOfLate(state));
  deadline = Math.min(deadline, evictionDue(state) ?? deadline);
  const closed = state.closing === undefined ? closedSince(state) : undefined;
  if (closed !== undefined) deadline = Math.min(deadline, closed + patienceOf(state));
  return Number.isFinite(deadline) ? deadline : undefined;
}
