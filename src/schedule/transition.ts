import { check, waitsForReadings } from './admit.ts';
import { spawnFailed, stepExited } from './attempt.ts';
import { complete } from './complete.ts';
import { resultOf } from './ends.ts';
import type { Effect } from './events/effect.ts';
import type { Event, MissionResult, Observation } from './events/event.ts';
import type { Reading } from './events/reading.ts';
import { passTime } from './pass-time.ts';
import { apply } from './state/apply.ts';
import { runsStep, type State } from './state/state.ts';
import { stopEverything } from './stop-everything.ts';
import { anyServiceRuns, killService, serviceLost, stopUnneededServices } from './stop-services.ts';
import { killTask } from './stop-task.ts';
import { trigger, triggerGroup } from './trigger.ts';
import type { Turn } from './turn.ts';
import { decide } from './turn.ts';
import { nextWake } from './wake.ts';

/** What follows from an observation. */
export interface Transition {
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
export function transition(state: State, observation: Observation, reading: Reading | undefined): Transition {
  const turn: Turn = { state, now: observation.at, events: [observation], effects: [] };
  const closingBefore = state.closing;
  const killsAtOnce = observation.type === 'interrupted' && closingBefore === 'interrupted';
  apply(state, observation);
  if (state.result !== undefined) return { events: turn.events, effects: [] };
  observe(turn, observation);
  if (killsAtOnce) {
    for (const id of [...state.active]) killTask(turn, id);
    for (const id of state.services.keys()) killService(turn, id);
  }
  passTime(turn);
  closeDown(turn, closingBefore);
  if (mayChangeTheGate(turn, observation)) check(turn, reading);
  // Also a condition that fails right before its launch may be the failure that stops everything.
  closeDown(turn, closingBefore);
  stopUnneededServices(turn);
  if (state.unfinished === 0 && !anyServiceRuns(state)) {
    decide(turn, { type: 'mission-ended', at: turn.now, result: missionResult(state) });
  }
  const wakeAt = nextWake(state);
  return { events: turn.events, effects: turn.effects, ...(wakeAt === undefined ? {} : { wakeAt }) };
}

function closeDown(turn: Turn, before: State['closing']): void {
  const { closing } = turn.state;
  if (closing !== undefined && closing !== before) stopEverything(turn, closing);
}

function observe(turn: Turn, observation: Observation): void {
  switch (observation.type) {
    case 'mission-started':
    case 'resumed':
      triggerReady(turn);
      return;
    // A late or repeated word about a step that does not run any more must not end, or start, anything.
    case 'step-exited':
      if (runsStep(turn.state, observation.id, observation.step)) stepExited(turn, observation);
      return;
    case 'spawn-failed':
      if (runsStep(turn.state, observation.id, observation.step)) spawnFailed(turn, observation);
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

/** What needs nothing, and after a resume what needs nothing but what was kept. */
function triggerReady(turn: Turn): void {
  const { mission, open } = turn.state;
  for (const task of mission.tasks) {
    if (task.needs.length === 0) for (const end of trigger(turn, task.id)) complete(turn, end);
  }
  for (const index of open.keys()) {
    if (open[index] === 0) for (const end of triggerGroup(turn, index)) complete(turn, end);
  }
}

const RELEASING: ReadonlySet<Event['type']> = new Set(['ended', 'triggered', 'retrying', 'requeued']);

/** A check costs, and counts as a recheck: only what can let somebody in is worth one. */
function mayChangeTheGate(turn: Turn, observation: Observation): boolean {
  if (observation.type === 'woke') return true;
  if (observation.type === 'sampled' && waitsForReadings(turn.state)) return true;
  if (observation.type === 'service-ready') return true;
  return turn.events.some(({ type }) => RELEASING.has(type));
}

/** The mission succeeds if every task ended well or was skipped. If it was interrupted, it is cancelled. */
function missionResult(state: State): MissionResult {
  if (state.closing === 'interrupted') return 'cancelled';
  for (const id of state.tasks.keys()) {
    const result = resultOf(state, id);
    if (result !== 'success' && result !== 'skipped') return 'failed';
  }
  return 'succeeded';
}
