import type { Mission } from '../mission/model/mission.ts';
import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { estimates } from '../schedule/state/estimate.ts';
import { type Conditions, type State, taskOf, taskState } from '../schedule/state/state.ts';
import { declaredReading, nextWindow } from './declared-machine.ts';
import { runInWorld } from './run-in-world.ts';
import type { World } from './world.ts';

/** What the simulated machine shows. `open`: nothing that closes the gate. `declared`: the declared loads as the CPU reading. */
export type Assumption = 'open' | 'declared';

/**
 * Runs a mission in a world in which each task takes its expected time and succeeds, unless its timeout is shorter. Returns
 * every event that the journal of such a run would contain, without most of the checks that change nothing.
 */
export function virtualRun(
  mission: Mission,
  machine: MachineFacts,
  assume: Assumption,
  conditions?: Conditions,
  predictions?: Predictions,
): readonly Event[] {
  const assumed = assume === 'open' ? withGateOff(mission) : mission;
  // A plan is about the machine, not about its memory use at this moment.
  const { memoryUsed: _, ...empty } = machine;
  const run = runInWorld(assumed, empty, plannedWorld(mission, assume, predictions), { conditions, predictions });
  if (!run.ended) throw new Error(`the simulation of ${mission.name} is stuck, which is a bug`);
  return run.events;
}

function plannedWorld(mission: Mission, assume: Assumption, predictions: Predictions | undefined): World {
  const expected = estimates(mission, predictions);
  let newestLaunch = Number.NEGATIVE_INFINITY;
  return {
    reading: (state, observation) => {
      if (assume === 'open') return undefined;
      const leaving = observation.type === 'step-exited' ? observation.id : undefined;
      return declaredReading(state, observation.at, leaving);
    },
    nextWindow: (state, now) => (assume === 'open' ? undefined : nextWindow(state, now, newestLaunch)),
    answers: (state, effect, now) => {
      const answer = answerTo(state, effect, now, expected);
      return answer === undefined ? [] : [answer];
    },
    happened: (event) => {
      if (event.type === 'admitted') newestLaunch = event.at;
    },
  };
}

/**
 * Steps share the task's time evenly, and the last one ends exactly when the task is due. A task that is stopped ends at once.
 * Services are ready, and stop, at once, because nothing is known about them.
 */
function answerTo(
  state: State,
  effect: Effect,
  now: number,
  expected: ReadonlyMap<string, number>,
): Observation | undefined {
  if (effect.type === 'measure') return undefined;
  const { id } = effect;
  switch (effect.type) {
    case 'start-service':
      return { type: 'service-ready', at: now, id };
    case 'terminate-service':
      return { type: 'service-exited', at: now, id, signal: 'SIGTERM', logTail: '' };
    case 'kill-service':
      return undefined;
    case 'start':
    case 'terminate':
    case 'kill': {
      const task = taskState(state, id);
      if (task.phase !== 'running' && task.phase !== 'stopping') return undefined;
      const exited = { type: 'step-exited', id, step: task.step } as const;
      if (effect.type !== 'start') return { ...exited, at: now, signal: 'SIGTERM' };
      const share = (task.step + 1) / taskOf(state, id).steps.length;
      return { ...exited, at: Math.max(now, task.launched + (expected.get(id) ?? 0) * share), exitCode: 0 };
    }
    // Nothing is short of memory in a plan.
    case 'pause':
    case 'continue':
      return undefined;
    default:
      return effect satisfies never;
  }
}

/** With the gate off nothing waits for readings. Workers, load and memory requests still apply. */
function withGateOff(mission: Mission): Mission {
  return { ...mission, admission: { ...mission.admission, gate: 'off' } };
}
