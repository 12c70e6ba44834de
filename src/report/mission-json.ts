import { loadFigures, timelineOf } from './report-figures.ts';
import { deferralCount, type RunReport, type StepReport, type TaskReport, waitedSoFar } from './run-report.ts';
import { logFile, taskFile } from './task-columns.ts';

/** `mission.json`: the run for machines. Times in milliseconds since its start; absent values are left out. */
export function missionJson(report: RunReport): string {
  const { dynamic, staged, serial, criticalPath, saved } = timelineOf(report);
  const load = loadFigures(report);
  const document = {
    name: report.mission.name,
    result: report.result,
    started: report.started,
    duration: report.duration,
    tasks: [...report.tasks.values()].map((task) => taskEntry(report, task)),
    decisions: report.decisions.map((decision) => ({
      at: decision.at,
      id: decision.id,
      verdict: decision.verdict,
      reason: decision.reason,
      count: deferralCount(report, decision),
      cpu: decision.cpu,
      memory: decision.memory,
      active: decision.active,
      unseen: decision.unseen,
      band: decision.band,
    })),
    timeline: { dynamic, staged, serial, criticalPath, saved: thousandths(saved) },
    load: { maximum: thousandths(load.maximum), mean: thousandths(load.mean), variance: thousandths(load.variance) },
    machine: report.machine,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function taskEntry(report: RunReport, task: TaskReport): object {
  const { id, level, name, needs, supports } = task.task;
  const launched = task.started !== undefined;
  return {
    id,
    level,
    name,
    status: task.status,
    reason: task.reason,
    needs,
    supports,
    attempts: task.attempts,
    triggered: task.triggered,
    started: task.started,
    ended: task.ended,
    exitCode: task.exitCode,
    signal: task.signal,
    waited: waitedSoFar(report, task),
    load: {
      declared: task.task.load,
      // What never ran used nothing; what ran unmeasured is not known.
      cpuSeconds: task.usage === undefined ? (launched ? undefined : 0) : thousandths(task.usage.cpuSeconds),
      peakMemory: task.usage === undefined ? (launched ? undefined : 0) : task.usage.peakMemory,
    },
    steps: launched ? task.steps.map(stepEntry) : undefined,
    outputs: task.left?.outputs ?? {},
    report: taskFile(id, '.'),
    log: launched ? logFile(id, '.') : undefined,
  };
}

function stepEntry({ name, status, started, ended, exitCode, signal }: StepReport): object {
  return { name, status, started, ended, exitCode, signal };
}

/** Enough for every reader, and the same digits on every machine. */
function thousandths(value: number): number {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? 0 : rounded;
}
