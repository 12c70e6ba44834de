import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import { estimates, knownTime } from '../../schedule/state/estimate.ts';
import { remainingPaths } from '../../schedule/state/make-plan.ts';
import { plannedProfiles } from '../../simulate/planned-profiles.ts';
import { pausedTime, type RunReport, type TaskReport } from '../model/run.ts';
import { hasEnded } from '../words/status-text.ts';
import { type ExpectedUse, expectedUses } from './expected-use.ts';

/** Expected times of a mission, in milliseconds. Made once for a run, since the chains of a large mission take a while. */
export interface Forecast {
  /** The expected duration of an attempt of this task; undefined if nothing is known about any task. */
  expected(id: string): number | undefined;
  /** A lower bound for the time to the end of the run; undefined if nothing is known, or the run is being stopped. */
  remaining(report: RunReport, now: number): number | undefined;
}

/** Milliseconds that its newest attempt has run, without pauses. */
function ranFor({ attemptList }: TaskReport, now: number): number {
  const attempt = attemptList.at(-1);
  return attempt === undefined ? 0 : now - attempt.started - pausedTime({ duration: now }, attempt);
}

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

  const remaining = (report: RunReport, now: number): number => {
    let longest = 0;
    let work = 0;
    let loaded = 0;
    let computed = 0;
    for (const task of report.tasks.values()) {
      if (hasEnded(task.status)) continue;
      const { id, supports, deploy } = task.task;
      const supported = supports === undefined ? undefined : report.tasks.get(supports);
      // It is stopped when the task that it supports ends.
      const limit =
        deploy === 'while-running' && supported !== undefined ? own(supported, now) : Number.POSITIVE_INFINITY;
      const rest = Math.min(own(task, now), limit);
      longest = Math.max(longest, rest + (paths.get(id) ?? 0) - (expected.get(id) ?? 0));
      work += rest;
      loaded += rest * (loads.get(id) ?? 0);
      computed += rest * (cpus.get(id) ?? 0);
    }
    return Math.max(longest, work / workers.limit, loaded / load, machine.cpus > 0 ? computed / machine.cpus : 0);
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
