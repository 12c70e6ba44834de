import { JOB_SET_UP } from '../analysis/cost/cost.ts';
import { runCost } from '../analysis/cost/run-cost.ts';
import type { JobsCost } from '../model/jobs-cost.ts';
import type { RunReport } from '../model/run.ts';

/**
 * `cost` of `mission.json`: billed minutes of the run, of one job for each task and, if they would be faster, of several runners, all with the same
 * assumed set-up of each job. Absent if there is nothing to compare.
 */
export function costEntry(report: RunReport, runners?: JobsCost): object | undefined {
  const cost = runCost(report);
  if (cost === undefined) return undefined;
  return { setUp: JOB_SET_UP, run: cost.run, jobs: cost.jobs, runners };
}
