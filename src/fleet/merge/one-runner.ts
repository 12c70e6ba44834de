import { hallOf, measuredJobs } from '../../report/analysis/measured-jobs.ts';
import type { OneRunner } from '../../report/model/fleet.ts';
import type { RunReport } from '../../report/model/run.ts';
import { listSchedule } from '../../simulate/list-schedule.ts';
import type { ReportedPart } from './reported-part.ts';

/**
 * How long the work of all parts takes on one runner, with the machine, the workers and the other programs of the first part; undefined if
 * nothing ran.
 */
export function oneRunner(report: RunReport, parts: readonly ReportedPart[]): Pick<OneRunner, 'duration'> | undefined {
  const [first] = parts;
  if (first === undefined || report.admissions.length === 0) return undefined;
  return { duration: listSchedule(measuredJobs(report), hallOf(first.report)) };
}
