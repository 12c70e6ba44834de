import type { Mission } from '../mission/model/mission.ts';
import { PATIENT_CHECKS } from '../schedule/admit.ts';
import { nextDeadline } from '../schedule/deadlines.ts';
import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { begin } from '../schedule/state/begin.ts';
import { type Conditions, runsStep, type State, taskState } from '../schedule/state/state.ts';
import { transition } from '../schedule/transition.ts';
import { addDue, emptyDueTimes, nextDue, takeDue } from './machine/due-times.ts';
import type { World } from './world.ts';

/** An answer of the world that is due later; `attempt` is the attempt that it belongs to. */
interface Coming {
  readonly at: number;
  readonly observation: Observation;
  readonly attempt?: number;
}

export interface VirtualRun {
  /** Every event that the journal of such a run would contain, without most of the checks that change nothing. */
  readonly events: readonly Event[];
  /** False if it was given up: after `mostSteps`, or because nothing can happen any more. */
  readonly ended: boolean;
}

/** Runs a mission through the same `transition` as the real run, with a virtual clock and a model of the world. */
export function runInWorld(
  mission: Mission,
  machine: MachineFacts,
  world: World,
  {
    conditions,
    predictions,
    mostSteps = Infinity,
    keepsEvents = true,
  }: {
    readonly conditions?: Conditions | undefined;
    readonly predictions?: Predictions | undefined;
    readonly mostSteps?: number;
    /** False: only `world.happened` gets them, because those of 100,000 tasks take much memory. */
    readonly keepsEvents?: boolean;
  } = {},
): VirtualRun {
  const state = begin(mission, machine, conditions, predictions);
  const coming = emptyDueTimes<Coming>();
  const events: Event[] = [];
  let now = 0;
  let wakeAt: number | undefined;
  let steps = 0;
  /** How many transitions in a row have changed nothing. */
  let quiet = 0;

  const observe = (observation: Observation): void => {
    now = observation.at;
    steps += 1;
    const result = transition(state, observation, world.reading(state, observation));
    let hasChanged = false;
    for (const event of result.events) {
      if (keepsEvents) events.push(event);
      world.happened(event);
      hasChanged ||= event !== observation && event.type !== 'checked';
    }
    quiet = hasChanged ? 0 : quiet + 1;
    wakeAt = result.wakeAt;
    for (const effect of result.effects) {
      const attempt = attemptOf(state, effect);
      for (const observation of world.answers(state, effect, now)) {
        const { at } = observation;
        addDue(coming, attempt === undefined ? { at, observation } : { at, observation, attempt });
      }
    }
  };

  observe({
    type: 'mission-started',
    at: 0,
    journal: 1,
    started: '1970-01-01T00:00:00.000Z',
    file: '',
    root: '',
    mission,
    machine,
  });
  while (state.result === undefined && steps < mostSteps) {
    // Rechecks only matter until every task that is passed over was passed over often enough to hold back the rest. A task
    // that runs for hours while thousands wait must not cost a check every five seconds.
    const settled = quiet > PATIENT_CHECKS;
    const answer = nextDue(coming);
    const window = world.nextWindow(state, now, settled);
    const wake = settled ? nextDeadline(state) : notOverdue(state, wakeAt, now);
    const change = world.next(now);
    const next = Math.min(change, answer?.at ?? Infinity, window ?? Infinity, wake ?? Infinity);
    if (next === Infinity) break;
    if (change === next) {
      for (const observation of world.advance(state, next))
        if (!isOvertaken(state, { observation })) observe(observation);
    } else if (answer?.at === next) {
      takeDue(coming);
      if (!isOvertaken(state, answer)) observe(answer.observation);
    } else if (window === next) {
      observe(sampled(world, state, next));
    } else {
      observe({ type: 'woke', at: next });
    }
  }
  return { events, ended: state.result !== undefined };
}

function sampled(world: World, state: State, at: number): Observation {
  const woke: Observation = { type: 'woke', at };
  const reading = world.reading(state, woke);
  return reading === undefined ? woke : { type: 'sampled', at, reading };
}

function attemptOf(state: State, effect: Effect): number | undefined {
  if (effect.type !== 'start' && effect.type !== 'terminate' && effect.type !== 'kill') return undefined;
  const task = taskState(state, effect.id);
  return task.phase === 'running' || task.phase === 'stopping' ? task.attempt : undefined;
}

/** An answer for one attempt must not end the next one. */
function isOvertaken(state: State, { observation, attempt }: Omit<Coming, 'at'>): boolean {
  if (observation.type !== 'step-exited') return false;
  if (!runsStep(state, observation.id, observation.step)) return true;
  const task = taskState(state, observation.id);
  return attempt !== undefined && 'attempt' in task && task.attempt !== attempt;
}

/** If rechecks were left out, the next one comes when it would have come after all of them. */
function notOverdue(state: State, wakeAt: number | undefined, now: number): number | undefined {
  if (wakeAt === undefined || wakeAt >= now) return wakeAt;
  const { recheck } = state.mission.admission;
  const next = wakeAt + Math.ceil((now - wakeAt) / recheck) * recheck;
  return Math.min(next, nextDeadline(state) ?? Infinity);
}
