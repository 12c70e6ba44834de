import type { Mission } from '../mission/mission.ts';
import { begin } from '../schedule/begin.ts';
import { PATIENT_CHECKS } from '../schedule/check.ts';
import type { Effect } from '../schedule/effect.ts';
import { estimates } from '../schedule/estimate.ts';
import type { Event, Observation } from '../schedule/event.ts';
import type { MachineFacts } from '../schedule/machine-facts.ts';
import type { Predictions } from '../schedule/prediction.ts';
import type { Conditions } from '../schedule/state.ts';
import { runsStep, type State, taskOf, taskState } from '../schedule/state.ts';
import { step } from '../schedule/step.ts';
import { nextDeadline } from '../schedule/wake.ts';
import { declaredReading, nextWindow } from './declared-machine.ts';
import { addDue, type DueTimes, emptyDueTimes, nextDue, takeDue } from './due-times.ts';

/** What the simulated machine shows: nothing that ever closes the gate, or the declared loads as the CPU reading. */
export type Assumption = 'open' | 'declared';

/**
 * Runs a mission through the same `step` as the real run, under a virtual clock: each task takes its expected time and
 * succeeds, unless its time-out is shorter. Returns every event that the journal of such a run would hold, but for most
 * of the checks that change nothing.
 */
export function virtualRun(
  mission: Mission,
  machine: MachineFacts,
  assume: Assumption,
  conditions?: Conditions,
  predictions?: Predictions,
): readonly Event[] {
  const assumed = assume === 'open' ? withGateOff(mission) : mission;
  const state = begin(assumed, machine, conditions, predictions);
  const expected = estimates(mission, predictions);
  const due: DueTimes = emptyDueTimes();
  const events: Event[] = [];
  let now = 0;
  let wakeAt: number | undefined;
  let newestLaunch = Number.NEGATIVE_INFINITY;
  /** How many steps in a row have changed nothing. */
  let quiet = 0;

  const observe = (observation: Observation): void => {
    now = observation.at;
    const leaving = observation.type === 'step-exited' ? observation.id : undefined;
    const reading = assume === 'open' ? undefined : declaredReading(state, now, leaving);
    const result = step(state, observation, reading);
    for (const event of result.events) {
      events.push(event);
      if (event.type === 'admitted') newestLaunch = now;
    }
    quiet = result.events.every((event) => event === observation || event.type === 'checked') ? quiet + 1 : 0;
    wakeAt = result.wakeAt;
    for (const effect of result.effects) addExit(due, state, effect, now, expected);
    for (const effect of result.effects) {
      const answer = serviceAnswer(effect, now);
      if (answer !== undefined) observe(answer);
    }
  };

  observe({
    type: 'mission-started',
    at: 0,
    journal: 1,
    started: '1970-01-01T00:00:00.000Z',
    file: '',
    root: '',
    mission: assumed,
    machine,
  });
  while (state.result === undefined) {
    const exit = nextDue(due);
    const window = assume === 'open' ? undefined : nextWindow(state, now, newestLaunch);
    // Rechecks only matter until everyone who is passed over has been so often enough to hold back the others: a task
    // of hours with thousands waiting must not cost a check every five seconds.
    const wake = quiet > PATIENT_CHECKS ? nextDeadline(state) : notOverdue(state, wakeAt, now);
    const next = Math.min(exit?.at ?? Infinity, window ?? Infinity, wake ?? Infinity);
    if (next === Infinity) {
      throw new Error(`the simulation of ${mission.name} is stuck with ${state.unfinished} unfinished: a bug of ours`);
    } else if (exit?.at === next) {
      takeDue(due);
      const outcome = taskState(state, exit.id).phase === 'stopping' ? { signal: 'SIGTERM' } : { exitCode: 0 };
      if (runsStep(state, exit.id, exit.step)) {
        observe({ type: 'step-exited', at: next, id: exit.id, step: exit.step, ...outcome });
      }
    } else if (window === next) {
      observe({ type: 'sampled', at: next, reading: declaredReading(state, next) });
    } else {
      observe({ type: 'woke', at: next });
    }
  }
  return events;
}

/** Services are ready, and gone, at once: what they take is not known. */
function serviceAnswer(effect: Effect, at: number): Observation | undefined {
  switch (effect.type) {
    case 'start-service':
      return { type: 'service-ready', at, id: effect.id };
    case 'terminate-service':
      return { type: 'service-exited', at, id: effect.id, signal: 'SIGTERM', logTail: '' };
    default:
      return undefined;
  }
}

/** With the gate off nothing waits for readings; slots, load and memory requests hold. */
function withGateOff(mission: Mission): Mission {
  return { ...mission, admission: { ...mission.admission, gate: 'off' } };
}

/** Where rechecks were left out, the next one comes when it would have come after all of them. */
function notOverdue(state: State, wakeAt: number | undefined, now: number): number | undefined {
  if (wakeAt === undefined || wakeAt >= now) return wakeAt;
  const { recheck } = state.mission.admission;
  const next = wakeAt + Math.ceil((now - wakeAt) / recheck) * recheck;
  return Math.min(next, nextDeadline(state) ?? Infinity);
}

/** Steps share the task's time evenly, and the last ends exactly when the task is due. What is stopped ends at once. */
function addExit(
  due: DueTimes,
  state: State,
  effect: Effect,
  now: number,
  expected: ReadonlyMap<string, number>,
): void {
  const { id } = effect;
  if (effect.type !== 'start' && effect.type !== 'terminate' && effect.type !== 'kill') return;
  const task = taskState(state, id);
  if (task.phase !== 'running' && task.phase !== 'stopping') return;
  const share = (task.step + 1) / taskOf(state, id).steps.length;
  const at = effect.type === 'start' ? task.launched + (expected.get(id) ?? 0) * share : now;
  addDue(due, { at: Math.max(now, at), id, step: task.step });
}
