import type { JobsCost } from '../../model/jobs-cost.ts';
import { oncePerState } from '../../model/once-per-state.ts';
import { attemptDuration, type RunReport, type TaskReport } from '../../model/run.ts';
import { durationAlone } from '../bounds/duration-alone.ts';
import { costOfJobs, costOfOneJob } from './cost.ts';

/** What a run cost, and what the same work would have cost otherwise. */
export interface RunCost {
  readonly run: JobsCost;
  /** An estimate: one job for each task that ran. */
  readonly jobs: JobsCost;
}

/**
 * Undefined if the run has not ended by itself, ran on several runners (its report has the minutes of each), or launched fewer than two tasks,
 * so that there is nothing to compare.
 */
export const runCost = oncePerState((report): RunCost | undefined => {
  if (!report.finished || report.result === 'cancelled' || report.fleet !== undefined || report.part !== undefined) {
    return undefined;
  }
  if (report.resumes.length > 0) return undefined;
  const alone = new Map<string, number>();
  for (const task of report.tasks.values()) {
    if (task.attemptList.length > 0) alone.set(task.task.id, allAttempts(report, task));
  }
  if (alone.size < 2) return undefined;
  return { run: costOfOneJob(report.duration), jobs: costOfJobs(report.mission, alone) };
});

/** Alone as far as that was measured, with every attempt. */
function allAttempts(report: RunReport, { attemptList }: TaskReport): number {
  return attemptList.reduce(
    (sum, attempt) => sum + (durationAlone(report, attempt) ?? attemptDuration(report, attempt)),
    0,
  );
}
