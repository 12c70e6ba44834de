/*
 * `data/`: the run for other programs, as `mission.json` and as JUnit XML.
 *
 * Both are written from the `RunReport`, like the documents for people, so all of them agree.
 *
 * Invariants:
 * - The keys of `mission.json` are documented and only grow: a key keeps its name and its unit, even where the code has a
 *   better name by now (`level` for the kind of a task, `slots` for workers).
 * - An unknown value has no key. There is no null in its place.
 * - Untrusted text is not changed in JSON, where it has no effect. In XML it is escaped, without characters that XML forbids.
 * - The digits are the same on every machine.
 */
import { levelOf } from '../../mission/model/mission.ts';
import { baseOf } from '../../schedule/events/opening.ts';
import { predictionOf } from '../../schedule/events/prediction.ts';
import type { TestResults } from '../../schedule/events/test-results.ts';
import { plainVerdict } from '../analysis/bounds/verdict.ts';
import { loadFigures } from '../analysis/figures.ts';
import { taskSolo } from '../analysis/solo.ts';
import { tooManyThreads } from '../analysis/too-many-threads.ts';
import { usualOf } from '../analysis/usual-time.ts';
import type { AttemptReport, PauseReport } from '../model/attempt.ts';
import type { ConstraintUse } from '../model/constraint-use.ts';
import type { ResumeReport } from '../model/resume.ts';
import { deferralCount, type RunReport, type StepReport, type TaskReport, waitedSoFar } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { keptFile, logFile, taskFile } from '../text/document-paths.ts';
import { hasFailed } from '../words/status-text.ts';
import { boundsEntry, timelineEntry } from './timing-entries.ts';

/**
 * `mission.json`: the run for machines. Times in milliseconds since its start; unknown values are left out. Keys that only
 * some runs have: `part` and `elsewhere` if the run was one part of the mission, `inputs` if the mission declares any, `bounds` if it is known what bound the run, `constraints` if the sizes of machine and containers are known, `failures` if anything failed, `services` if the mission has any, `resumes` if the run was resumed,
 * `tooManyThreads` if a task had such. Keys that only some tasks have: `attemptList` if the task was launched more than once,
 * `pauses` if it was paused because memory was critical, `history` if there are predictions from earlier runs,
 * `outOfMemory: true`, `needsAny`, `matrix`, `logCut` in bytes, `causes`, `kept: true`, and `earlier`, its launches before a resume
 * that ran it again.
 */
export function missionJson(report: RunReport): string {
  const load = loadFigures(report);
  const document = {
    name: report.mission.name,
    result: report.result,
    verdict: plainVerdict(report),
    started: report.started,
    duration: report.duration,
    part: report.part,
    elsewhere: none([...(report.elsewhere ?? [])]),
    inputs: report.mission.inputs,
    tasks: [...report.tasks.values()].map((task) => taskEntry(report, task)),
    failures: none([...report.tasks.values()].flatMap(failureEntries)),
    resumes: report.resumes.length === 0 ? undefined : report.resumes.map(resumeEntry),
    services: report.services.size === 0 ? undefined : [...report.services.values()].map(serviceEntry),
    decisions: report.decisions.map((decision) => ({
      at: decision.at,
      id: decision.id,
      verdict: decision.verdict,
      reason: decision.reason,
      count: deferralCount(report, decision),
      detail: decision.detail,
      cpu: decision.cpu,
      memory: decision.memory,
      cpuOf: decision.cpuOf,
      memoryOf: decision.memoryOf,
      active: decision.active,
      unseen: decision.unseen,
      reserved: decision.reserved,
      band: decision.band,
    })),
    timeline: timelineEntry(report),
    bounds: boundsEntry(report),
    load: { maximum: thousandths(load.maximum), mean: thousandths(load.mean), variance: thousandths(load.variance) },
    machine: report.machine,
    constraints: none([...report.constraints.values()].map(constraintEntry)),
    changed: changedEntry(report),
    tooManyThreads: threadsEntry(report),
  };
  return `${JSON.stringify(document, withoutNoise, 2)}\n`;
}

function taskEntry(report: RunReport, task: TaskReport): object {
  const { id, kind, name, needs, needsAny, matrix, supports } = task.task;
  const launched = task.started !== undefined;
  const results = task.left?.results;
  return {
    id,
    level: levelOf(kind),
    name,
    status: task.status,
    reason: task.reason,
    needs,
    needsAny: needsAny.length === 0 ? undefined : needsAny,
    matrix,
    supports,
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
  const { duration, cpus, idle } = solo;
  return { duration, cpus, idle, waited, delayed, parallelism };
}

/** UTF-16 units of a message. */
const longestMessage = 2000;

/**
 * What failed, for tools that annotate: an entry for each failed test case that is known, and one for a task that failed for
 * another reason.
 */
function failureEntries({ task: { id }, status, reason, left }: TaskReport): object[] {
  if (!hasFailed(status)) return [];
  const cases = left?.results?.failures ?? [];
  if (cases.length === 0) return [{ id, message: reason }];
  return cases.map(({ name, message, file, line }) => {
    const shown = message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 1)}…`;
    return { id, name, message: shown, file, line };
  });
}

function none(list: readonly object[]): readonly object[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** What `paths` and `changed()` were compared with, and how many files differ. */
function changedEntry({ changed }: RunReport): object | undefined {
  if (changed === undefined) return undefined;
  if (changed.type === 'unknown') return { why: changed.why };
  return { base: changed.base, files: changed.files.length, why: changed.why };
}

/** Tasks with more threads that could run than their share of the CPUs: when they had how many, and the budget to write. */
function threadsEntry(report: RunReport): object | undefined {
  const found = tooManyThreads(report);
  if (found.length === 0) return undefined;
  return found.map(({ task, most: { threads, at, active }, cpus }) => ({ id: task.id, at, threads, active, cpus }));
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

/** `cpus` and `memory` in bytes are what it allows, the highest use in percent, the times those in which it was the fullest. */
function constraintEntry({
  name,
  cpus,
  memory,
  maximumCpu,
  maximumMemory,
  cpuTime,
  memoryTime,
}: ConstraintUse): object {
  return {
    name,
    cpus,
    memory,
    maximumCpu: maximumCpu === undefined ? undefined : thousandths(maximumCpu),
    maximumMemory: maximumMemory === undefined ? undefined : thousandths(maximumMemory),
    cpuTime,
    memoryTime,
  };
}

function resumeEntry({ at, started, kept, again }: ResumeReport): object {
  return { at, started, kept, again };
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

function serviceEntry(service: ServiceReport): object {
  const { status, startedFor, started, ready, ended, failure, exitCode, signal, users, usage } = service;
  const { id, name } = service.service;
  const log = started === undefined ? undefined : logFile(id, '.');
  const load =
    usage === undefined ? undefined : { cpuSeconds: thousandths(usage.cpuSeconds), peakMemory: usage.peakMemory };
  return { id, name, status, reason: failure, users, startedFor, started, ready, ended, exitCode, signal, load, log };
}

function counts({ tests, failed, skipped, flaky }: TestResults): object {
  return { tests, failed, skipped, flaky };
}

function stepEntry(step: StepReport): object {
  const { name, finally: isFinally, status, continued, reason, started, ended, exitCode, signal } = step;
  return { name, finally: isFinally, status, continued, reason, started, ended, exitCode, signal };
}

/** Enough decimals for every use, and the same digits on every machine. */
function thousandths(value: number): number {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? 0 : rounded;
}

/** Sums of tenths of milliseconds end in meaningless digits. */
function withoutNoise(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
