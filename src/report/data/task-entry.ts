import { levelOf } from '../../mission/model/mission.ts';
import { baseOf } from '../../schedule/events/opening.ts';
import { predictionOf } from '../../schedule/events/prediction.ts';
import type { TestResults } from '../../schedule/events/test-results.ts';
import { taskSolo } from '../analysis/solo.ts';
import { usualOf } from '../analysis/usual-time.ts';
import type { AttemptReport, PauseReport } from '../model/attempt.ts';
import { type RunReport, type StepReport, type TaskReport, waitedSoFar } from '../model/run.ts';
import { keptFile, logFile, taskFile } from '../text/document-paths.ts';
import { thousandths } from './rounded.ts';

/** An entry of `tasks`. */
export function taskEntry(report: RunReport, task: TaskReport): object {
  const { id, kind, name, tags, needs, needsAny, matrix, supports } = task.task;
  const launched = task.started !== undefined;
  const results = task.left?.results;
  return {
    id,
    level: levelOf(kind),
    name,
    tags,
    status: task.status,
    reason: task.reason,
    needs,
    needsAny: needsAny.length === 0 ? undefined : needsAny,
    matrix,
    supports,
    part: task.runner,
    attempts: task.attempts,
    attemptList: task.attemptList.length > 1 ? task.attemptList.map(attemptEntry) : undefined,
    pauses: allPauses(task),
    kept: task.kept,
    earlier: task.earlier?.map(attemptEntry),
    triggered: task.triggered,
    started: task.started,
    ended: task.ended,
    exitCode: task.exitCode,
    signal: task.signal,
    outOfMemory: task.outOfMemory,
    waited: waitedSoFar(report, task),
    load: {
      declared: task.task.load,
      // A task that never ran used nothing; the usage of an unmeasured task is unknown.
      cpuSeconds: task.usage === undefined ? (launched ? undefined : 0) : thousandths(task.usage.cpuSeconds),
      peakMemory: task.usage === undefined ? (launched ? undefined : 0) : task.usage.peakMemory,
      alone: aloneEntry(report, task),
    },
    history: historyEntry(report, task),
    base: baseOf(report.bases, id),
    steps: launched ? task.steps.map(stepEntry) : undefined,
    results: results === undefined ? undefined : counts(results),
    outputs: task.left?.outputs ?? {},
    report: taskFile(id, '.'),
    log: launched ? logFile(id, '.') : undefined,
    logCut: task.left?.logCut,
    workspace: workspaceEntry(task),
    artifacts: artifactsEntry(task),
    causes: task.left?.causes,
  };
}

/** Where the task works; with the folder and the milliseconds that making it took once it was made. */
function workspaceEntry({ task: { workspace }, attemptList }: TaskReport): object | undefined {
  if (workspace === undefined) return undefined;
  const kind = workspace === 'own' ? { kind: 'own' } : { kind: 'copy', from: workspace.from };
  return { ...kind, ...attemptList.at(-1)?.workspace };
}

/** Files that the task keeps, as paths from this document. The list is cut, `count` and `bytes` are not. */
function artifactsEntry({ task: { id }, left }: TaskReport): object | undefined {
  if (left?.artifacts === undefined) return undefined;
  const { count, bytes, files, note } = left.artifacts;
  return { count, bytes, files: files.map((path) => keptFile(id, path)), note };
}

/** Of the newest attempt; absent if it was not measured how long it waited for CPUs. */
function aloneEntry(report: RunReport, task: TaskReport): object | undefined {
  const solo = taskSolo(report, task);
  const { waited, delayed, parallelism } = task.attemptList.at(-1)?.usage ?? {};
  if (solo === undefined) return undefined;
  const { duration, cpus, idle, services } = solo;
  return { duration, cpus, services, idle, waited, delayed, parallelism };
}

/**
 * Predictions from earlier runs, in milliseconds. `demand` is what was learned from those on this class of machine: `cpus`, `memory` in
 * bytes, and the number of `runs`. `flakiness` does not include this run.
 */
function historyEntry(report: RunReport, task: TaskReport): object | undefined {
  const prediction = predictionOf(report.predictions, task.task.id);
  if (prediction === undefined) return undefined;
  const { flakiness, ...rest } = prediction;
  // The name that version 0.1.0 gave to this key.
  const steadiness = { runs: flakiness.runs, unsteady: flakiness.flaky };
  return { ...rest, steadiness, slower: usualOf(report, task)?.slower };
}

function attemptEntry(attempt: AttemptReport): object {
  const { number, started, ended, status, reason, exitCode, signal, outOfMemory, pauses, pressure } = attempt;
  const { waited, retry, results } = attempt;
  return {
    attempt: number,
    status,
    reason,
    started,
    ended,
    exitCode,
    signal,
    outOfMemory,
    pauses,
    pressure,
    waited,
    /** When the next attempt was allowed to start. */
    retryAt: retry?.until,
    /** Results of an attempt that was retried. The results of the newest attempt belong to the task. */
    results: results === undefined ? undefined : counts(results),
  };
}

/** Of all launches; undefined if it was never paused. */
function allPauses({ attemptList }: TaskReport): readonly PauseReport[] | undefined {
  const all = attemptList.flatMap(({ pauses = [] }) => pauses);
  return all.length === 0 ? undefined : all;
}

function counts({ tests, failed, skipped, flaky }: TestResults): object {
  return { tests, failed, skipped, flaky };
}

function stepEntry(step: StepReport): object {
  const { name, finally: isFinally, status, continued, reason, started, ended, exitCode, signal } = step;
  return { name, finally: isFinally, status, continued, reason, started, ended, exitCode, signal };
}
