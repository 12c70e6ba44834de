/*
 * `analysis/`: what a report says beyond its events.
 *
 * - Figures that several documents show (this file), test results (`test-results.ts`), warnings (`warnings.ts`).
 * - What bound the run and the verdict (`bounds/`), from tasks as they would run alone (`solo.ts`, `measured-jobs.ts`).
 * - The history: the usual time of a task and what is remarkable about this run (`usual-time.ts`, `history-findings.ts`).
 * - Replays with other limits (`measured-run.ts`, `what-if*.ts`), by the simulator of `src/simulate`.
 * - The correction of the mission file from what was measured (`measured-amendments.ts`, `mission-correction.ts`).
 * - What remains of a run that is going on (`remaining-time.ts`).
 *
 * Invariants:
 * - Everything is derived from the `RunReport` alone, so a report that is written again later says the same.
 * - An estimate is labelled as one, and names what it assumes.
 * - Findings that take long (`findings.ts`) are made once and shared by the documents of a run.
 *
 * Not here: columns and rows (`sections/`), Markdown and HTML.
 */
import { type Baselines, baselines, cpusLeft } from '../../simulate/baselines.ts';
import { machineOf } from '../model/fleet.ts';
import { oncePerState } from '../model/once-per-state.ts';
import { busyTime, type RunReport, type TaskReport } from '../model/run.ts';
import { isBareRun } from '../words/bare-run.ts';
import { hasEnded, hasFailed, isFlaky } from '../words/status-text.ts';
import { hallOf, measuredJobs } from './measured-jobs.ts';

/** Figures that several documents show; all derived from the report alone. */

/** The run and its baselines; a running task counts until now. */
export const timelineOf = oncePerState((report): Baselines => {
  const best = hasRetries(report) ? measuredJobs(report, 'last') : undefined;
  return baselines(measuredJobs(report), report.duration, hallOf(report), best);
});

function hasRetries({ tasks }: RunReport): boolean {
  for (const { attemptList } of tasks.values()) if (attemptList.length > 1) return true;
  return false;
}

/**
 * Milliseconds that no other rules could have undercut on so many CPUs, beside the other programs of the run. Never more than the run itself took on its own
 * CPUs: its CPU time is measured in steps.
 */
export function floorOn(report: RunReport, cpus = report.machine.cpus): number {
  const { criticalPath, workBound = 0, dynamic } = timelineOf(report);
  const hall = hallOf(report);
  const left = cpusLeft({ ...hall, cpus });
  const floor = Math.max(criticalPath, left > 0 ? (workBound * cpusLeft(hall)) / left : 0);
  return cpus >= report.machine.cpus ? Math.min(floor, dynamic) : floor;
}

/** Declared or learned load over the time so far: percent of the machine, and percent squared. */
export function loadFigures(report: RunReport): { maximum: number; mean: number; variance: number } {
  const { load } = report;
  const maximum = Math.max(load.maximum, load.now);
  if (load.since === 0) return { maximum, mean: load.now, variance: 0 };
  const mean = load.area / load.since;
  return { maximum, mean, variance: Math.max(0, load.squares / load.since - mean * mean) };
}

/** Mean number of tasks and tests that ran at once. */
export function meanActive(report: RunReport): number {
  return report.load.since === 0 ? report.load.active : report.load.activeArea / report.load.since;
}

/** Means over the measured time; absent if nothing was measured. */
export function measuredMeans(report: RunReport): { cpu?: number; memory?: number } {
  const { cpuArea, cpuTime, memoryArea, memoryTime } = report.cpu;
  return {
    ...(cpuTime > 0 ? { cpu: cpuArea / cpuTime } : {}),
    ...(memoryTime > 0 ? { memory: memoryArea / memoryTime } : {}),
  };
}

/** Measured CPU of one task over its whole run, in percent of the usable CPUs: the unit of its declared load. */
export function measuredLoad(report: RunReport, task: TaskReport): number | undefined {
  const { cpus } = machineOf(report, task);
  if (task.usage === undefined || task.started === undefined || cpus <= 0) return undefined;
  const seconds = busyTime(report, task) / 1000;
  return seconds > 0 ? (100 * task.usage.cpuSeconds) / (seconds * cpus) : undefined;
}

/** Successful steps, of all. A single `run` is no step, and steps of skipped or unneeded tasks do not count. */
export function stepCount(report: RunReport): { done: number; all: number } {
  let done = 0;
  let all = 0;
  for (const task of report.tasks.values()) {
    if (task.status === 'skipped' || task.status === 'not-needed') continue;
    if (isBareRun(task.steps)) continue;
    all += task.steps.length;
    for (const step of task.steps) if (step.status === 'succeeded') done += 1;
  }
  return { done, all };
}

/** Ids of the tasks that succeeded, but not at the first attempt. */
export function flakyIds(report: RunReport): string[] {
  return [...report.tasks.values()].filter(isFlaky).map(({ task }) => task.id);
}

export function completedCount(report: RunReport): number {
  let count = 0;
  for (const task of report.tasks.values()) if (hasEnded(task.status)) count += 1;
  return count;
}

/**
 * The tasks that make the mission fail or need attention: failed, timed out, or stopped while they ran. Allowed failures
 * come last.
 */
export function troubled(report: RunReport): TaskReport[] {
  const { counts } = report;
  if (counts.failed + counts['timed-out'] + counts.cancelled === 0) return [];
  const found = [...report.tasks.values()].filter(
    ({ status, started }) => hasFailed(status) || (status === 'cancelled' && started !== undefined),
  );
  return [...found.filter(matters), ...found.filter((task) => !matters(task))];
}

function matters({ task, status }: TaskReport): boolean {
  return hasFailed(status) && !task.continueOnError;
}
