/*
 * This folder answers "what would happen if" without starting anything. It drives the same `transition` as a real
 * run, with a virtual clock (`run-in-world.ts`) and a model of the world (`world.ts`) in place of the ports. There are two worlds, and both run
 * their attempts on the same virtual machine (`machine/`), whose CPUs are shared among what runs:
 *
 * - `virtual-run.ts`: each task takes its expected time alone and uses its declared or learned CPUs (`planned-profiles.ts`). Used by `plan`, which notes
 *   what happens (`plan-events.ts`) and when each task runs (`planned-runs.ts`).
 * - `measured-world.ts`: each task takes and uses alone what a finished run says (`measured/`), beside the other programs of that run.
 *   Used by `replay` and by the report's "what if" (`replay.ts`, `calibrate.ts`).
 *
 * Fork-join, staged and serial (`baselines.ts`) are schedules without a gate (`list-schedule.ts`), on the same machine.
 *
 * Everything is pure, and the same input always gives the same result. A simulation is bounded by a number of steps, so it ends
 * even if the mission could not. What had to be assumed is returned by name, and the caller shows it. A moment at which
 * an attempt ends is never fixed: the loop asks the world for the next one, because it moves whenever something starts or ends.
 *
 * Not here: which limits are worth a try, and how results are shown (`report/analysis`), and conditions that depend on
 * outputs: a plan evaluates them as if every task had succeeded.
 */
import { taskGraphOf } from '../mission/graph/task-graph.ts';
import type { Mission, Task } from '../mission/model/mission.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Predictions, predictionOf } from '../schedule/events/prediction.ts';
import { knownTime } from '../schedule/state/estimate.ts';
import type { Conditions } from '../schedule/state/state.ts';
import { type Baselines, baselines } from './baselines.ts';
import type { Job } from './list-schedule.ts';
import { NO_FOREIGN } from './machine/pressure.ts';
import { PlanEvents } from './plan-events.ts';
import { plannedProfiles } from './planned-profiles.ts';
import { PlannedRuns } from './planned-runs.ts';
import { type Assumption, runVirtually } from './virtual-run.ts';

/** One task as it is predicted to run. */
export interface Span {
  readonly id: string;
  /** Milliseconds since the mission's start; absent if it never runs. */
  readonly started?: number;
  readonly ended?: number;
}

export interface Prediction extends Baselines {
  readonly events: PlanEvents;
  readonly spans: readonly Span[];
  /** Ids whose duration comes from earlier runs. */
  readonly remembered: readonly string[];
  /** Ids with neither earlier runs nor `expect`: their duration is assumed. */
  readonly assumed: readonly string[];
}

/** What `mission plan` shows: a run of this mission in which everything succeeds, and takes its expected time as far as the CPUs suffice. */
export function predict(
  mission: Mission,
  machine: MachineFacts,
  assume: Assumption,
  conditions?: Conditions,
  predictions?: Predictions,
): Prediction {
  const graph = taskGraphOf(mission.tasks);
  const profiles = plannedProfiles(mission, machine, predictions);
  const runs = new PlannedRuns(graph.positions);
  const events = new PlanEvents(graph.positions);
  let dynamic = 0;
  runVirtually(mission, machine, assume, { conditions, predictions, profiles }, (event) => {
    dynamic = event.at;
    events.note(event);
    runs.note(event);
  });
  const spans = mission.tasks.map(({ id }, position): Span => {
    return runs.hasEnded(position) ? { id, started: runs.started(position), ended: runs.ended(position) } : { id };
  });
  const jobs = mission.tasks.map(({ id, kind, needs, locks, pools, memory }, position): Job => {
    const profile = runs.hasEnded(position) ? (runs.stopped(position) ?? profiles.values[position]) : undefined;
    return { id, kind, needs, locks, pools, memory, profile };
  });
  const { pools } = mission.admission;
  const workers = mission.admission.workers.limit;
  const hall = { workers, pools, cpus: machine.cpus, memory: machine.memory, foreign: NO_FOREIGN };
  return {
    ...baselines(jobs, dynamic, hall, jobs, graph),
    events,
    spans,
    remembered: idsOf(mission, ({ id }) => predictionOf(predictions, id) !== undefined),
    assumed: idsOf(mission, (task) => knownTime(task, predictions) === undefined),
  };
}

function idsOf({ tasks }: Mission, isMeant: (task: Task) => boolean): readonly string[] {
  const found: string[] = [];
  for (const task of tasks) if (isMeant(task)) found.push(task.id);
  return found;
}
