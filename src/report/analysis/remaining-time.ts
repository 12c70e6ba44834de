import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import { estimates, knownTime } from '../../schedule/state/estimate.ts';
import { remainingPaths } from '../../schedule/state/make-plan.ts';
import { type Job, listSchedule } from '../../simulate/list-schedule.ts';
import { NO_FOREIGN } from '../../simulate/machine/pressure.ts';
import { busyPart, profileOfSegments } from '../../simulate/machine/profile.ts';
import { plannedProfiles } from '../../simulate/planned-profiles.ts';
import { pausedTime, type RunReport, type TaskReport } from '../model/run.ts';
import { hasEnded } from '../words/status-text.ts';
import { type ExpectedUse, expectedUses } from './expected-use.ts';

/** Expected times of a mission, in milliseconds. Made once for a run, since the chains of a large mission take a while. */
export interface Forecast {
  /** The expected duration of an attempt of this task; undefined if nothing is known about any task. */
  expected(id: string): number | undefined;
  /**
   * The time to the end of the run if the gate holds nothing back: the rest of it on the virtual machine. Undefined if nothing is known, or the run
   * is being stopped.
   */
  remaining(report: RunReport, now: number): number | undefined;
}

/** Milliseconds that its newest attempt has run, without pauses. */
function ranFor({ attemptList }: TaskReport, now: number): number {
  const attempt = attemptList.at(-1);
  return attempt === undefined ? 0 : now - attempt.started - pausedTime({ duration: now }, attempt);
}

/** Simulating the rest of more tasks would take longer than a status line may. */
const MOST_SIMULATED = 1000;
/** Milliseconds for which a simulation counts while no task starts or ends. */
const FRESH = 1000;

/** A report has all of it. */
type ForecastInput = Pick<RunReport, 'mission' | 'machine' | 'predictions'>;

export function forecastOf({ mission, machine, predictions }: ForecastInput): Forecast {
  const expected = estimates(mission, predictions);
  const paths = remainingPaths(mission, expected);
  const { workers, load } = mission.admission;
  const uses = expectedUses(mission, machine, predictions);
  const loads = new Map(uses.map((use) => [use.id, loadOf(use, machine, load)]));
  // As on the virtual machine of a plan: a declared budget or a guess is no use.
  const cpus = new Map(
    [...plannedProfiles(mission, machine, predictions)].map(([id, { segments }]) => [id, segments[0]?.cpus ?? 0]),
  );
  // The same guess for every task is no information.
  const known = mission.tasks.some((task) => knownTime(task, predictions) !== undefined);

  const own = (task: TaskReport, now: number): number => {
    const whole = expected.get(task.task.id) ?? 0;
    switch (task.status) {
      case 'running':
      case 'stopping':
        return Math.max(0, whole - ranFor(task, now));
      case 'backoff':
        return whole + Math.max(0, (task.attemptList.at(-1)?.retry?.until ?? now) - now);
      default:
        return hasEnded(task.status) ? 0 : whole;
    }
  };

  /** What is left of a task: it is stopped when the task that it supports ends. */
  const rest = (task: TaskReport, report: RunReport, now: number): number => {
    const { supports, deploy } = task.task;
    const supported = supports === undefined ? undefined : report.tasks.get(supports);
    const limit =
      deploy === 'while-running' && supported !== undefined ? own(supported, now) : Number.POSITIVE_INFINITY;
    return Math.min(own(task, now), limit);
  };

  const simulated = (report: RunReport, now: number): number => {
    const open = [...report.tasks.values()].filter(({ status }) => !hasEnded(status));
    if (open.length > MOST_SIMULATED) return 0;
    const jobs = open.map((task): Job => {
      const { id, kind, needs, locks, pools, memory } = task.task;
      const wanted = Math.min(machine.cpus, cpus.get(id) ?? 0);
      const segment = {
        solo: rest(task, report, now),
        cpus: wanted,
        slowed: busyPart(wanted, 0, machine.cpus),
        memory: 0,
      };
      const isRunning = task.status === 'running' || task.status === 'stopping';
      return {
        id,
        kind,
        needs,
        locks,
        pools,
        memory,
        profile: profileOfSegments([segment]),
        ...(isRunning ? { isRunning } : {}),
      };
    });
    const hall = { workers: workers.limit, cpus: machine.cpus, foreign: NO_FOREIGN, pools: mission.admission.pools };
    return listSchedule(jobs, machine.memory > 0 ? { ...hall, memory: machine.memory } : hall);
  };

  let newest: { readonly at: number; readonly moment: string; readonly value: number } | undefined;
  const schedule = (report: RunReport, now: number): number => {
    const moment = Object.values(report.counts).join(' ');
    if (newest === undefined || newest.moment !== moment || now < newest.at || now - newest.at >= FRESH)
      newest = { at: now, moment, value: simulated(report, now) };
    return newest.value - (now - newest.at);
  };

  const remaining = (report: RunReport, now: number): number => {
    let longest = 0;
    let work = 0;
    let loaded = 0;
    let computed = 0;
    for (const task of report.tasks.values()) {
      if (hasEnded(task.status)) continue;
      const { id } = task.task;
      const left = rest(task, report, now);
      longest = Math.max(longest, left + (paths.get(id) ?? 0) - (expected.get(id) ?? 0));
      work += left;
      loaded += left * (loads.get(id) ?? 0);
      computed += left * (cpus.get(id) ?? 0);
    }
    // The bounds hold for missions that are too large to simulate, and for declared loads, which the schedule does not limit.
    const bound = Math.max(longest, work / workers.limit, loaded / load);
    return Math.max(bound, machine.cpus > 0 ? computed / machine.cpus : 0, schedule(report, now));
  };

  return {
    expected: (id) => (known ? expected.get(id) : undefined),
    remaining: (report, now) => (known && report.interruptions.length === 0 ? remaining(report, now) : undefined),
  };
}

/**
 * Percent of the machine that a task takes from the limit of the sum of loads; 0 if its use is not known. Of a learned load only half must
 * fit, so that up to `limit / load + 1/2` such tasks run at once, and each takes less than its load.
 */
function loadOf({ cpus: { value, from } }: ExpectedUse, { cpus }: MachineFacts, limit: number): number {
  if (from === 'assumed' || cpus <= 0) return 0;
  const load = (100 * value) / cpus;
  return from === 'declared' ? load : load / (1 + load / (2 * limit));
}
