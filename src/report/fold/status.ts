import { countedLoad } from '../model/counted-load.ts';
import type { RunReport, TaskReport, TaskStatus } from '../model/run.ts';
import { changeLoad } from './load.ts';

/** Moves a task to another status, and keeps counts and active load consistent. */
export function setStatus(report: RunReport, task: TaskReport, status: TaskStatus, at: number): void {
  const wasActive = isActive(task.status);
  report.counts[task.status] -= 1;
  report.counts[status] += 1;
  task.status = status;
  task.since = at;
  if (wasActive === isActive(status)) return;
  changeLoad(report.load, at, wasActive ? -1 : 1, countedLoad(report, task.task) ?? 0);
}

function isActive(status: TaskStatus): boolean {
  return status === 'running' || status === 'stopping';
}
