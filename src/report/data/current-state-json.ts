import { busyFor, type CurrentRun, isBusy, waitsFor } from '../lines/current-state.ts';
import type { RunReport } from '../model/run.ts';

/**
 * The run as it is now, for other programs. Times in milliseconds: `at` since the start of the run, `remaining` a lower bound. Of a task,
 * `runningFor` and `expected` are there while it runs, `waitsFor` while it waits, and `reason` once it has failed. `machine` has percentages of the newest window in the journal.
 * Unknown values are left out.
 */
export function currentStateJson({ report, state, now, forecast }: CurrentRun, dir: string): string {
  const isRunning = state === 'running';
  const document = {
    state,
    name: report.mission.name,
    started: report.started,
    at: Math.round(isRunning ? now : report.duration),
    remaining: isRunning ? rounded(forecast.remaining(report, now)) : undefined,
    dir,
    machine: isRunning ? machineOf(report) : undefined,
    tasks: [...report.tasks.values()].map((task) => ({
      id: task.task.id,
      kind: task.task.kind,
      name: task.task.name,
      status: task.status,
      attempts: task.attempts,
      runningFor: isRunning && isBusy(task) ? Math.round(busyFor(task, now)) : undefined,
      expected: isRunning && isBusy(task) ? rounded(forecast.expected(task.task.id)) : undefined,
      waitsFor: task.status === 'waiting' || task.status === 'backoff' ? waitsFor(task, now) : undefined,
      reason: task.reason,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}

/** Percent of CPU and memory in the newest window of the journal, and the band. */
function machineOf({ readings }: RunReport): object | undefined {
  const newest = readings.at(-1);
  if (newest === undefined) return undefined;
  const { cpu, memory, band } = newest;
  return { cpu, memory, band };
}
