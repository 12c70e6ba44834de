/*
 * `cost/`: what a mission costs on hosted runners, by the rule that each started minute of a job is billed.
 *
 * `cost.ts` has the jobs, their minutes and the time of one runner and of one job for each task. `run-cost.ts` takes the durations from a
 * run. How several runners would share the mission is decided in `fleet`, which depends on this folder, and handed in by the caller.
 *
 * Invariants:
 * - Every row counts the same time before the first task of a job, which is assumed and named. So the rows can be compared, although the
 *   set-up of a job is not measured.
 * - A task that did not run is no job.
 *
 * Not here: prices. They differ by the size of the runner and by contract.
 */
import { billedMinutes } from '../../../base/billed-minutes.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { remainingPaths } from '../../../schedule/state/make-plan.ts';
import type { JobsCost } from '../../model/jobs-cost.ts';

/** Milliseconds that a job is assumed to take before its first task: it starts, checks out and sets up. */
export const JOB_SET_UP = 25_000;

/** One job that runs the whole mission in this time (milliseconds). */
export function costOfOneJob(duration: number): JobsCost {
  return { jobs: 1, minutes: billedMinutes(JOB_SET_UP + duration), time: JOB_SET_UP + duration };
}

/**
 * A job for each task, which starts when the jobs that it needs have ended, as many at once as there are.
 *
 * @param alone by id: milliseconds of each task that runs, alone on a runner; undefined if it does not run
 */
export function costOfJobs(mission: Mission, alone: Pick<ReadonlyMap<string, number>, 'get'>): JobsCost {
  let [jobs, minutes, time] = [0, 0, 0];
  for (const { id } of mission.tasks) {
    const duration = alone.get(id);
    if (duration === undefined) continue;
    jobs += 1;
    minutes += billedMinutes(JOB_SET_UP + duration);
  }
  const jobTime = (id: string): number | undefined => {
    const duration = alone.get(id);
    return duration === undefined ? undefined : JOB_SET_UP + duration;
  };
  for (const path of remainingPaths(mission, { get: jobTime }).values) time = Math.max(time, path);
  return { jobs, minutes, time };
}
