import { check, waitsForReadings } from './admit.ts';
import { spawnFailed, stepExited } from './attempt.ts';
import { complete } from './complete.ts';
import type { Effect } from './events/effect.ts';
import type { Event, MissionResult, Observation } from './events/event.ts';
import type { Reading } from './events/reading.ts';
import type { Outcome } from './outcome.ts';
import { decide } from './outcome.ts';
import { passTime } from './pass-time.ts';
import { apply } from './state/apply.ts';
import { runsStep, type State, taskOf } from './state/state.ts';
import { stopEverything } from './stop-everything.ts';
import { anyServiceRuns, killService, serviceLost, stopUnneededServices } from './stop-services.ts';
import { killTask } from './stop-task.ts';
import { trigger, triggerGroup } from './trigger.ts';
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
  if (killsAtOnce) {
    for (const id of [...state.active]) killTask(outcome, id);
    for (const id of state.services.keys()) killService(outcome, id);
  }
  passTime(outcome);
  closeDown(outcome, closingBefore);
  if (mayChangeTheGate(outcome, observation)) check(outcome, reading);
  // Also a condition that fails right before its launch may be the failure that stops everything.
  closeDown(outcome, closingBefore);
  stopUnneededServices(outcome);
  if (state.unfinished === 0 && !anyServiceRuns(state)) {
    decide(outcome, { type: 'mission-ended', at: outcome.now, result: missionResult(state) });
  }
  const wakeAt = nextWake(state);
  return { events: outcome.events, effects: outcome.effects, ...(wakeAt === undefined ? {} : { wakeAt }) };
}

function closeDown(outcome: Outcome, before: State['closing']): void {
  const { closing } = outcome.state;
  if (closing !== undefined && closing !== before) stopEverything(outcome, closing);
}

function observe(outcome: Outcome, observation: Observation): void {
  switch (observation.type) {
    case 'mission-started':
    case 'resumed':
      triggerReady(outcome);
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
    case 'service-failed':
    case 'service-exited':
      serviceLost(outcome, observation);
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

/** What needs nothing, and after a resume what needs nothing but what was kept. */
function triggerReady(outcome: Outcome): void {
  const { mission, open } = outcome.state;
  for (const task of mission.tasks) {
    if (task.needs.length === 0) for (const end of trigger(outcome, task.id)) complete(outcome, end);
  }
  for (const index of open.keys()) {
    if (open[index] === 0) for (const end of triggerGroup(outcome, index)) complete(outcome, end);
  }
}

const RELEASING: ReadonlySet<Event['type']> = new Set(['ended', 'triggered', 'retrying', 'requeued']);

/** A check costs, and counts as a recheck: only what can let somebody in is worth one. */
function mayChangeTheGate(outcome: Outcome, observation: Observation): boolean {
  if (observation.type === 'woke') return true;
  if (observation.type === 'sampled' && waitsForReadings(outcome.state)) return true;
  if (observation.type === 'service-ready') return true;
  return outcome.events.some(({ type }) => RELEASING.has(type));
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
