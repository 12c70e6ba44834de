import type { Mission } from '../mission/model/mission.ts';
import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { withPlainSteps } from '../schedule/state/plain-steps.ts';
import { type Conditions, type State, taskOf, taskState } from '../schedule/state/state.ts';
import type { TaskTable } from '../schedule/state/task-table.ts';
import { declaredReading, nextWindow } from './declared-machine.ts';
import { type Profile, soloTime } from './machine/profile.ts';
import { VirtualMachine } from './machine/virtual-machine.ts';
import { plannedProfiles, plannedService } from './planned-profiles.ts';
import { runInWorld } from './run-in-world.ts';
import type { World } from './world.ts';

/** What the simulated machine shows. `open`: nothing that closes the gate. `declared`: the declared loads as the CPU reading. */
export type Assumption = 'open' | 'declared';

/**
 * Runs a mission in a world in which each task succeeds, and takes its expected time as long as the CPUs are enough for all that runs, unless its
 * timeout is shorter. Returns every event that the journal of such a run would contain, without most of the checks that change nothing.
 */
export function virtualRun(
  mission: Mission,
  machine: MachineFacts,
  assume: Assumption,
  conditions?: Conditions,
  predictions?: Predictions,
): readonly Event[] {
  const events: Event[] = [];
  runVirtually(mission, machine, assume, { conditions, predictions }, (event) => events.push(event));
  return events;
}

/** The same, event by event, without keeping them. */
export function runVirtually(
  mission: Mission,
  machine: MachineFacts,
  assume: Assumption,
  {
    conditions,
    predictions,
    profiles = plannedProfiles(mission, machine, predictions),
  }: {
    readonly conditions?: Conditions | undefined;
    readonly predictions?: Predictions | undefined;
    readonly profiles?: TaskTable<Profile> | undefined;
  },
  receive: (event: Event) => void,
): void {
  const plain = withPlainSteps(mission);
  const assumed = assume === 'open' ? withGateOff(plain) : plain;
  // A plan is about the machine, not about its memory use at this moment.
  const { memoryUsed: _, ...empty } = machine;
  const world = plannedWorld(mission, machine, assume, { predictions, profiles });
  const happened: World['happened'] = (event) => {
    world.happened(event);
    receive(event);
  };
  const options = { conditions, predictions, keepsEvents: false };
  const { ended } = runInWorld(assumed, empty, { ...world, happened }, options);
  if (!ended) throw new Error(`the simulation of ${mission.name} is stuck, which is a bug`);
}

function plannedWorld(
  mission: Mission,
  facts: MachineFacts,
  assume: Assumption,
  { predictions, profiles }: { readonly predictions: Predictions | undefined; readonly profiles: TaskTable<Profile> },
): World {
  const machine = new VirtualMachine(facts.cpus);
  let newestLaunch = Number.NEGATIVE_INFINITY;

  /** Steps share the task's time evenly, and the last one ends exactly when the task is due. */
  const start = (state: State, id: string, now: number): void => {
    const task = taskState(state, id);
    const profile = profiles.get(id);
    if (task.phase !== 'running' || profile === undefined) return;
    if (!machine.has(id)) machine.start(id, profile, now);
    machine.runUntil(id, soloTime(profile) * ((task.step + 1) / taskOf(state, id).steps.length), now);
  };

  const given = (state: State) => (id: string) => {
    return { cpus: machine.given(id), served: plannedService(taskOf(state, id), mission, facts, predictions) };
  };

  return {
    reading: (state, observation) => {
      if (assume === 'open') return undefined;
      const leaving = observation.type === 'step-exited' ? observation.id : undefined;
      return declaredReading(state, observation.at, given(state), leaving);
    },
    nextWindow: (state, now) => (assume === 'open' ? undefined : nextWindow(state, now, newestLaunch)),
    next: () => machine.next(),
    advance: (state, now) => {
      const ends: Observation[] = [];
      for (const id of machine.advance()) {
        const task = taskState(state, id);
        if ('step' in task) ends.push({ type: 'step-exited', at: now, id, step: task.step, exitCode: 0 });
      }
      return ends;
    },
    answers: (state, effect, now) => {
      if (effect.type === 'start') start(state, effect.id, now);
      const answer = answerTo(state, effect, now);
      return answer === undefined ? NO_ANSWERS : [answer];
    },
    happened: (event) => {
      if (event.type === 'admitted') newestLaunch = event.at;
      if (event.type !== 'ended' && event.type !== 'retrying') return;
      machine.remove(event.id, event.at);
    },
  };
}

/** One empty list for all: most effects start a task. */
const NO_ANSWERS: readonly Observation[] = [];

/** A task that is stopped ends at once. Services are ready, and stop, at once, because nothing is known about them. */
function answerTo(state: State, effect: Effect, now: number): Observation | undefined {
  switch (effect.type) {
    case 'start-service':
      return { type: 'service-ready', at: now, id: effect.id };
    case 'terminate-service':
      return { type: 'service-exited', at: now, id: effect.id, signal: 'SIGTERM', logTail: '' };
    case 'terminate':
    case 'kill': {
      const task = taskState(state, effect.id);
      if (task.phase !== 'running' && task.phase !== 'stopping') return undefined;
      return { type: 'step-exited', at: now, id: effect.id, step: task.step, signal: 'SIGTERM' };
    }
    case 'kill-service':
    case 'measure':
    // It ends when the machine says so.
    case 'start':
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
