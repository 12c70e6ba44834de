/*
 * The schedule: a state machine whose only entry is `transition`. It takes one observation, such as "step 1 of `build` exited
 * with 0", and returns the decisions that follow and the effects that the caller has to run. Pure except for `state`, which it
 * changes in place: no clock, no processes, no random numbers. So a run can be simulated, replayed from its journal, and
 * tested with thousands of random histories.
 *
 * Inside, in this order: `apply` records the observation in the state; `observe` decides what follows directly (`attempt`,
 * `complete`, `trigger`); `passTime` ends timeouts, grace periods and retry waits; `bend` pauses and evicts tasks while memory
 * is critical; `check` admits what may start (`admit`, `gate-view`); services that no task needs any more are stopped.
 *
 * - Each decision is applied by the same `apply` that a replay uses (`decide` in `turn.ts`), so the state never differs from
 *   what its journal says.
 * - Every task ends exactly once, and the mission ends when all tasks have ended and no service runs.
 * - A late or repeated observation changes nothing.
 * - How a task ended, and whether the mission succeeded, is decided in `ends.ts` and `attempt.ts` alone.
 *
 * Not here: what `if` and `paths` mean (`Conditions` are injected), how processes are started and measured (`ports`), and
 * everything that is shown (`report` folds the same events).
 */
import { check, waitsForReadings } from './admit.ts';
import { spawnFailed, stepExited } from './attempt.ts';
import { bend } from './bend.ts';
import { complete } from './complete.ts';
import { nextWake, passTime } from './deadlines.ts';
import { resultOf } from './ends.ts';
import type { Effect } from './events/effect.ts';
import type { Event, MissionResult, Observation } from './events/event.ts';
import type { Reading } from './events/reading.ts';
import { beginLateFinally, killLate, lateStepEnded, runsLate } from './late-finally.ts';
import { apply } from './state/apply.ts';
import { runsStep, type State } from './state/state.ts';
import { stopEverything } from './stop-everything.ts';
import { anyServiceRuns, killService, serviceLost, stopUnneededServices } from './stop-services.ts';
import { killTask } from './stop-task.ts';
import { trigger, triggerGroup } from './trigger.ts';
import type { Turn } from './turn.ts';
import { decide } from './turn.ts';

/** The result of a transition. */
export interface Transition {
  /** The observation, then the decisions. The caller appends them to the journal in this order, before it runs any effect. */
  readonly events: readonly Event[];
  /** To be run after that. */
  readonly effects: readonly Effect[];
  /** When a `woke` is due at the latest, milliseconds since the mission's start; absent if none is needed. */
  readonly wakeAt?: number;
}

/**
 * Applies one observation to the state, and returns the decisions and effects that follow.
 *
 * @param reading the newest whole window; absent before the first one is over
 */
export function transition(state: State, observation: Observation, reading: Reading | undefined): Transition {
  const turn: Turn = { state, now: observation.at, events: [observation], effects: [] };
  const closingBefore = state.closing;
  const killsAtOnce = observation.type === 'interrupted' && closingBefore === 'interrupted';
  apply(state, observation);
  if (state.result !== undefined) return { events: turn.events, effects: [] };
  observe(turn, observation);
  if (killsAtOnce) {
    for (const id of [...state.active.keys()]) killTask(turn, id);
    // Those that stayed for `finally` steps were not asked to end yet.
    stopUnneededServices(turn);
    for (const id of state.services.keys()) killService(turn, id);
    killLate(turn);
  }
  passTime(turn);
  closeDown(turn, closingBefore);
  bend(turn, observation, reading);
  if (mayChangeTheGate(turn, observation)) check(turn, reading);
  // A condition that fails right before a start may also be the failure that stops everything.
  closeDown(turn, closingBefore);
  stopUnneededServices(turn);
  if (state.unfinished === 0 && state.late.size === 0 && !anyServiceRuns(state)) {
    decide(turn, { type: 'mission-ended', at: turn.now, result: missionResult(state) });
  }
  const wakeAt = nextWake(state);
  const { events, effects } = turn;
  return wakeAt === undefined ? { events, effects } : { events, effects, wakeAt };
}

function closeDown(turn: Turn, before: State['closing']): void {
  const { closing } = turn.state;
  if (closing !== undefined && closing !== before) stopEverything(turn, closing);
}

function observe(turn: Turn, observation: Observation): void {
  switch (observation.type) {
    case 'mission-started':
      triggerReady(turn);
      return;
    case 'resumed':
      beginLateFinally(turn);
      if (turn.state.late.size === 0) triggerReady(turn);
      return;
    // A late or repeated observation of a step that does not run any more must not end, or start, anything.
    case 'step-exited':
      if (runsLate(turn.state, observation.id, observation.step)) lateEnded(turn, observation.id);
      else if (runsStep(turn.state, observation.id, observation.step)) stepExited(turn, observation);
      return;
    case 'spawn-failed':
      if (runsLate(turn.state, observation.id, observation.step)) lateEnded(turn, observation.id);
      else if (runsStep(turn.state, observation.id, observation.step)) spawnFailed(turn, observation);
      return;
    case 'lost':
      if (!turn.state.active.has(observation.id)) return;
      complete(turn, {
        id: observation.id,
        status: 'cancelled',
        reason: 'it was still running when the runner died',
      });
      return;
    case 'service-failed':
    case 'service-exited':
      serviceLost(turn, observation);
      return;
    case 'interrupted':
    case 'service-started':
    case 'service-ready':
    case 'sampled':
    case 'woke':
    case 'step-started':
    case 'degraded':
      return;
    default:
      observation satisfies never;
  }
}

/** The tasks of a resumed run are triggered once nothing is left of the attempts before it. */
function lateEnded(turn: Turn, id: string): void {
  lateStepEnded(turn, id);
  if (turn.state.late.size === 0 && turn.state.closing === undefined) triggerReady(turn);
}

/** Triggers tasks without needs; after a resume also those whose needs were all kept. */
function triggerReady(turn: Turn): void {
  const { mission, open } = turn.state;
  for (const task of mission.tasks) {
    if (task.needs.length === 0) for (const end of trigger(turn, task.id)) complete(turn, end);
  }
  for (const index of open.keys()) {
    if (open[index] === 0) for (const end of triggerGroup(turn, index)) complete(turn, end);
  }
}

const RELEASING: ReadonlySet<Event['type']> = new Set([
  'ended',
  'triggered',
  'retrying',
  'requeued',
  'continued',
  'evicted',
  'cleaned',
]);

/** A check has a cost and counts as a recheck, so it is made only after something that may admit a task. */
function mayChangeTheGate(turn: Turn, observation: Observation): boolean {
  if (observation.type === 'woke') return true;
  if (observation.type === 'sampled' && waitsForReadings(turn.state)) return true;
  if (observation.type === 'service-ready') return true;
  for (const { type } of turn.events) if (RELEASING.has(type)) return true;
  return false;
}

/** The mission succeeds if every task ended well or was skipped. If it was interrupted, it is cancelled. */
function missionResult(state: State): MissionResult {
  if (state.closing === 'interrupted') return 'cancelled';
  const { ids } = state.plan.positions;
  for (let position = 0; position < ids.length; position += 1) {
    const task = state.tasks.values[position];
    if (task?.phase === 'ended' && task.status === 'succeeded') continue;
    const id = ids[position] ?? '';
    if (state.elsewhere.has(id)) continue;
    const result = resultOf(state, id);
    if (result !== 'success' && result !== 'skipped') return 'failed';
  }
  return 'succeeded';
}
