import type { RunReport } from '../../../src/report/model/run.ts';

/** When a task was triggered, by what, and what it waited for before its part began. */
export function recordedWaits(report: RunReport, id: string): object {
  const task = report.tasks.get(id);
  if (task === undefined) throw new Error(`expected a task ${id}`);
  const { triggered, triggeredBy, waited } = task;
  return { triggered, triggeredBy, artifacts: waited.artifacts, runner: waited.runner };
}
