import type { FleetWorld } from '../../fleet/runners/simulate-fleet.ts';
import { costOfJobs, costOfOneJob, JOB_SET_UP } from '../../report/analysis/cost/cost.ts';
import type { JobsCost } from '../../report/model/jobs-cost.ts';
import { formatDuration, plural } from '../../report/text/format.ts';
import { estimates } from '../../schedule/state/estimate.ts';
import type { Prediction } from '../../simulate/predict.ts';
import { alignColumns } from '../output/align-columns.ts';

/** What a mission is expected to cost on hosted runners. */
export interface PlanCost {
  readonly run: JobsCost;
  readonly jobs: JobsCost;
  /** Absent if the mission cannot be cut, is large, or is no faster on several runners. */
  readonly runners?: JobsCost | undefined;
}

export async function planCost({ dynamic, spans }: Prediction, world: Omit<FleetWorld, 'overhead'>): Promise<PlanCost> {
  const { mission, predictions } = world;
  const expected = estimates(mission, predictions);
  // A span without a start is a task that a condition skips.
  const skipped = new Set(spans.flatMap(({ id, started }) => (started === undefined ? [id] : [])));
  const alone = { get: (id: string) => (skipped.has(id) ? undefined : (expected.get(id) ?? 0)) };
  const { onRunners } = await import('../../fleet/runners/run-on-runners.ts');
  return { run: costOfOneJob(dynamic), jobs: costOfJobs(mission, alone), runners: onRunners(world) };
}

/** `{ setUp, run, jobs, runners? }`: `jobs`, `minutes` and `time` (milliseconds) of each. */
export function costJson(cost: PlanCost): object {
  return { setUp: JOB_SET_UP, ...cost };
}

/** One line for each way to run the mission, under those of `plan-text.ts`. */
export function costLines({ run, jobs, runners }: PlanCost): readonly string[] {
  const ways: readonly (readonly [string, JobsCost])[] = [
    ['one runner', run],
    ['one job for each task', jobs],
    ...(runners === undefined ? [] : [[plural(runners.jobs, 'runner'), runners] as const]),
  ];
  const rows = alignColumns(
    ways.map(([name, { minutes, time }]) => [name, plural(minutes, 'minute'), `in ${formatDuration(time)}`]),
  );
  return [
    `  billed minutes, with ${formatDuration(JOB_SET_UP)} before the first task of each job:`,
    ...rows.map((row) => `  ${row}`),
  ];
}
