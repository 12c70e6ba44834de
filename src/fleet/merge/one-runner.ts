import type { Mission } from '../../mission/model/mission.ts';
import { hallOf, measuredJobs } from '../../report/analysis/measured-jobs.ts';
import type { OneRunner } from '../../report/model/fleet.ts';
import type { RunReport } from '../../report/model/run.ts';
import { type Hall, type Job, listSchedule } from '../../simulate/list-schedule.ts';
import type { ReportedPart } from './reported-part.ts';

/**
 * How long the work of all parts takes on one runner, with the machine, the workers, the declared loads and the other programs of the first part;
 * undefined if nothing ran.
 */
export function oneRunner(report: RunReport, parts: readonly ReportedPart[]): Pick<OneRunner, 'duration'> | undefined {
  const [first] = parts;
  if (first === undefined || report.admissions.length === 0) return undefined;
  const { jobs, hall } = withLoads(measuredJobs(report), hallOf(first.report), report.mission);
  return { duration: listSchedule(jobs, hall) };
}

/** No pool of a mission has this name. */
const LOAD = 'declared load\0';

/** Declared loads are a pool: their sum is limited, whatever the machine would bear. */
function withLoads(
  jobs: readonly Job[],
  hall: Hall,
  { tasks, admission }: Mission,
): { readonly jobs: readonly Job[]; readonly hall: Hall } {
  const loads = new Map(
    tasks.flatMap(({ id, load = 0 }) => (load > 0 ? [[id, Math.min(load, admission.load)] as const] : [])),
  );
  if (loads.size === 0) return { jobs, hall };
  const loaded = jobs.map((job): Job => {
    const load = loads.get(job.id);
    return load === undefined ? job : { ...job, pools: { ...job.pools, [LOAD]: load } };
  });
  return { jobs: loaded, hall: { ...hall, pools: { ...hall.pools, [LOAD]: admission.load } } };
}
