/*
 * This folder answers "what would happen if" without starting anything. It drives the same `transition` as a real
 * run, with a virtual clock (`run-in-world.ts`) and a model of the world (`world.ts`) in place of the ports. There are two worlds, and both run
 * their attempts on the same virtual machine (`machine/`), whose CPUs are shared among what runs:
 *
 * - `virtual-run.ts`: each task takes its expected time alone and uses its declared or learned CPUs (`planned-profiles.ts`). Used by `plan`.
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
import type { Mission } from '../mission/model/mission.ts';
import type { Event } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Predictions, predictionOf } from '../schedule/events/prediction.ts';
import { knownTime } from '../schedule/state/estimate.ts';
import type { Conditions } from '../schedule/state/state.ts';
import { type Baselines, baselines } from './baselines.ts';
import type { Job } from './list-schedule.ts';
import { NO_FOREIGN } from './machine/pressure.ts';
import { profileOfSegments, waiting } from './machine/profile.ts';
import { plannedProfiles } from './planned-profiles.ts';
import { type Assumption, runVirtually } from './virtual-run.ts';

/** One line of a predicted timeline; milliseconds. */
export interface PlanEvent {
  readonly at: number;
  readonly id: string;
  readonly what: 'started' | 'ended' | 'not-needed' | 'deferred';
  /** Why it is deferred or not needed. */
  readonly reason?: string;
}

/** One task as it is predicted to run. */
export interface Span {
  readonly id: string;
  /** Milliseconds since the mission's start; absent if it never runs. */
  readonly started?: number;
  readonly ended?: number;
}

export interface Prediction extends Baselines {
  readonly events: readonly PlanEvent[];
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
  const launched = new Map<string, { readonly from: number; to?: number; succeeded?: boolean }>();
  const events: PlanEvent[] = [];
  let dynamic = 0;
  runVirtually(mission, machine, assume, { conditions, predictions }, (event) => {
    dynamic = event.at;
    for (const line of planEvents(event)) events.push(line);
    if (event.type === 'admitted') launched.set(event.id, { from: event.at });
    const run = event.type === 'ended' ? launched.get(event.id) : undefined;
    if (run === undefined || event.type !== 'ended') return;
    run.to = event.at;
    run.succeeded = event.status === 'succeeded';
  });
  const spans = mission.tasks.map((task): Span => {
    const { from, to } = launched.get(task.id) ?? {};
    return from === undefined || to === undefined ? { id: task.id } : { id: task.id, started: from, ended: to };
  });
  const planned = plannedProfiles(mission, machine, predictions);
  const jobs = mission.tasks.map(({ id, kind, needs, locks, pools, memory }): Job => {
    const { from, to, succeeded } = launched.get(id) ?? {};
    const job = { id, kind, needs, locks, pools, memory };
    if (from === undefined || to === undefined) return job;
    // A timeout stops it after the same time in each schedule.
    const stopped = succeeded === true ? undefined : profileOfSegments([waiting(to - from)]);
    const profile = stopped ?? planned.get(id);
    return profile === undefined ? job : { ...job, profile };
  });
  const { pools } = mission.admission;
  const workers = mission.admission.workers.limit;
  const hall = { workers, pools, cpus: machine.cpus, memory: machine.memory, foreign: NO_FOREIGN };
  return {
    ...baselines(jobs, dynamic, hall),
    events,
    spans,
    remembered: mission.tasks.flatMap(({ id }) => (predictionOf(predictions, id) === undefined ? [] : [id])),
    assumed: mission.tasks.flatMap((task) => (knownTime(task, predictions) === undefined ? [task.id] : [])),
  };
}

function planEvents(event: Event): PlanEvent[] {
  switch (event.type) {
    case 'admitted':
      return [{ at: event.at, id: event.id, what: 'started' }];
    case 'deferred':
      return event.ids.map((id) => ({ at: event.at, id, what: 'deferred', reason: event.detail }));
    case 'ended': {
      const what = event.status === 'not-needed' ? 'not-needed' : 'ended';
      return [{ at: event.at, id: event.id, what, ...(event.reason === undefined ? {} : { reason: event.reason }) }];
    }
    default:
      return [];
  }
}
