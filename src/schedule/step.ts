import { apply } from './apply.ts';
import { check } from './check.ts';
import { complete, type End, trigger } from './complete.ts';
import type { Effect } from './effect.ts';
import type { Event, MissionResult, Observation, SpawnFailed, StepExited, StopCause } from './event.ts';
import type { Outcome } from './outcome.ts';
import { decide } from './outcome.ts';
import type { Reading } from './reading.ts';
import { runsStep, type State, type TaskState, taskOf, taskState } from './state.ts';
import { killTask, stopEverything, stopTask } from './stop.ts';
import { nextWake } from './wake.ts';

/** What follows from an observation. */
export interface Step {
  /** The observation, then what was decided: to be appended to the journal in this order, before anything acts on it. */
  readonly events: readonly Event[];
  /** To be carried out after that. */
  readonly effects: readonly Effect[];
  /** When a `woke` is due at the latest, milliseconds since the mission's start; absent when nothing needs it. */
  readonly wakeAt?: number;
}

/**
 * The whole schedule: notes the observation in `state`, decides what follows, and says what to do. Pure but for `state`,
 * which it owns. `reading` is the newest whole window, absent before the first is over.
 */
export function step(state: State, observation: Observation, reading: Reading | undefined): Step {
  const outcome: Outcome = { state, now: observation.at, events: [observation], effects: [] };
  const closingBefore = state.closing;
  const killsAtOnce = observation.type === 'interrupted' && closingBefore === 'interrupted';
  apply(state, observation);
  if (state.result !== undefined) return { events: outcome.events, effects: [] };
  observe(outcome, observation);
  if (killsAtOnce) for (const id of [...state.active]) killTask(outcome, id);
  if (state.closing !== undefined && state.closing !== closingBefore) stopEverything(outcome, state.closing);
  dueStops(outcome);
  if (mayChangeTheGate(outcome, observation)) check(outcome, reading);
  if (state.unfinished === 0) decide(outcome, { type: 'mission-ended', at: outcome.now, result: missionResult(state) });
  const wakeAt = nextWake(state);
  return { events: outcome.events, effects: outcome.effects, ...(wakeAt === undefined ? {} : { wakeAt }) };
}

function observe(outcome: Outcome, observation: Observation): void {
  switch (observation.type) {
    case 'mission-started':
      for (const task of outcome.state.mission.tasks) {
        if (task.needs.length === 0) for (const end of trigger(outcome, task.id)) complete(outcome, end);
      }
      return;
    // A late or repeated word about a step that does not run any more must not end, or start, anything.
    case 'step-exited':
      if (runsStep(outcome.state, observation.id, observation.step)) stepExited(outcome, observation);
      return;
    case 'spawn-failed':
      if (runsStep(outcome.state, observation.id, observation.step)) spawnFailed(outcome, observation);
      return;
    case 'lost':
      if (!outcome.state.active.has(observation.id)) return;
      complete(outcome, {
        id: observation.id,
        status: 'cancelled',
        reason: 'it was still running when the runner died',
      });
      return;
    case 'interrupted':
    case 'sampled':
    case 'woke':
    case 'step-started':
    case 'degraded':
      return;
    default:
      observation satisfies never;
  }
}

/** A check costs, and counts as a recheck: only what can let somebody in is worth one. */
function mayChangeTheGate(outcome: Outcome, observation: Observation): boolean {
  const { gated, free } = outcome.state;
  if (observation.type === 'woke') return true;
  if (observation.type === 'sampled') return gated.ids.length > 0 || (free.reasons.get('memory') ?? 0) > 0;
  return outcome.events.some((event) => event.type === 'ended' || event.type === 'triggered');
}

function spawnFailed(outcome: Outcome, { id, step, message }: SpawnFailed): void {
  complete(outcome, afterStop(outcome.state, id) ?? { id, status: 'failed', reason: message, failedStep: step });
}

function stepExited(outcome: Outcome, exited: StepExited): void {
  const { state } = outcome;
  const { id } = exited;
  const stopped = afterStop(state, id);
  const next = exited.step + 1;
  const running = taskState(state, id);
  if (stopped !== undefined) {
    complete(outcome, stopped);
  } else if (exited.exitCode !== 0) {
    complete(outcome, { id, status: 'failed', reason: failure(state, exited), failedStep: exited.step });
  } else if (next >= taskOf(state, id).steps.length) {
    complete(outcome, { id, status: 'succeeded' });
  } else if (isOverdue(running, outcome.now)) {
    // The next step would be started only to be stopped at once.
    complete(outcome, { id, status: 'timed-out', reason: stopReason(state, id, 'timeout') });
  } else if (running.phase === 'running') {
    decide(outcome, { type: 'step-advanced', at: outcome.now, id, step: next });
    outcome.effects.push({ type: 'start', id, attempt: running.attempt, step: next });
  }
}

/** How a task ends that was being stopped; undefined when it was not. */
function afterStop(state: State, id: string): End | undefined {
  const task = taskState(state, id);
  if (task.phase !== 'stopping') return undefined;
  const how = task.killed ? ', killed after the grace' : '';
  return {
    id,
    status: task.cause === 'timeout' ? 'timed-out' : 'cancelled',
    reason: stopReason(state, id, task.cause) + how,
  };
}

function stopReason(state: State, id: string, cause: StopCause): string {
  switch (cause) {
    case 'timeout':
      return `stopped after its timeout of ${(taskOf(state, id).timeout ?? 0) / 1000} s`;
    case 'interrupted':
      return 'the mission was interrupted';
    case 'fail-fast':
      return 'stopped by fail-fast';
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

/** Time-outs and graces that are over. */
function dueStops(outcome: Outcome): void {
  for (const id of [...outcome.state.active]) {
    const task = taskState(outcome.state, id);
    if (isOverdue(task, outcome.now)) {
      stopTask(outcome, id, 'timeout');
    } else if (task.phase === 'stopping' && task.killAt <= outcome.now) {
      killTask(outcome, id);
    }
  }
}

function isOverdue(task: TaskState, now: number): boolean {
  return task.phase === 'running' && task.deadline !== undefined && task.deadline <= now;
}

/** Anything that did not end well counts as failed; what was stopped from outside is cancelled. */
function missionResult(state: State): MissionResult {
  if (state.closing === 'interrupted') return 'cancelled';
  for (const [id, task] of state.tasks) {
    if (task.phase !== 'ended') return 'failed';
    const fine = task.status === 'succeeded' || task.status === 'skipped' || task.status === 'not-needed';
    const forgiven = task.status !== 'cancelled' && taskOf(state, id).continueOnError;
    if (!fine && !forgiven) return 'failed';
  }
  return 'succeeded';
}
