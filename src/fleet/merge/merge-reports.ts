/*
 * This folder merges the reports of the parts of one mission into one `RunReport`, from which all documents are made as for one machine.
 *
 * 1. `choose-parts.ts` decides which reports count: those of one plan and one workflow run, of each part the newest attempt, by what is
 *    written in the part itself. It names the parts that are missing, unreadable or of another plan.
 * 2. `common-clock.ts` places the parts on one clock. Clocks of runners differ, so a part that needs another one is moved to begin after its end.
 * 3. `move-report.ts` moves the times of tasks, services and decisions; `triggers.ts` finds when a task of a later part was triggered by
 *    tasks of earlier parts, and what it waited for until its part began.
 * 4. This file joins everything, with `join-missions.ts`, `join-load.ts` and the estimate of `one-runner.ts`.
 *
 * Invariants:
 * - The order of the parts does not matter, and merging twice gives the same.
 * - Each task is taken from the part in which it ran; what other parts know of it is not counted again.
 * - No effect precedes its cause: no task starts before a task that it needs has ended in an earlier part.
 * - A part that is absent makes the mission fail, and the rest is merged all the same.
 *
 * Not here: reading parts from files (`run/fleet`), documents (`report`).
 */
import { billedMinutes } from '../../base/billed-minutes.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { emptyReport } from '../../report/fold/fold.ts';
import type { AbsentPart, FleetReport, RunnerReport } from '../../report/model/fleet.ts';
import { newTask } from '../../report/model/new.ts';
import type { GateDecision, RunReport, TaskReport } from '../../report/model/run.ts';
import type { ServiceReport } from '../../report/model/service.ts';
import type { MissionResult } from '../../schedule/events/event.ts';
import { type Chosen, chooseParts } from './choose-parts.ts';
import { type ClockPart, type PlacedPart, placeParts } from './common-clock.ts';
import { joinLoad, stepAt } from './join-load.ts';
import { joinMissions } from './join-missions.ts';
import { joinServices } from './join-services.ts';
import { mover } from './move-report.ts';
import { oneRunner } from './one-runner.ts';
import type { FoundPart, PlanOutline, ReportedPart } from './reported-part.ts';
import { withTriggers } from './triggers.ts';

export interface Merged {
  readonly report: RunReport;
  /** The parts that count, ascending. */
  readonly parts: readonly ReportedPart[];
}

/** Merges the parts of a mission. Never throws; without any part that counts, the report is empty and has failed. */
export function mergeReports(found: readonly FoundPart[], plan: PlanOutline = {}): Merged {
  const chosen = chooseParts(found, plan);
  const { parts } = chosen;
  const mission = joinMissions(parts, plan.mission);
  const needs = needsOfParts(parts);
  const placed = placeParts(parts.map((part) => clockPart(part, needs.get(part.number) ?? [])));
  const report = emptyReport();
  const [first] = parts;
  if (first !== undefined) takeFacts(report, first, parts, placed);
  if (mission !== undefined) report.mission = mission;
  report.duration = Math.max(0, ...placed.map(({ ended }) => ended));
  report.finished = true;
  report.result = resultOf(chosen);
  const runners = parts.map((part, index) => runnerOf(part, placed[index], needs.get(part.number) ?? []));
  fill(report, parts, placed, runners);
  completeTasks(report, chosen, mission === plan.mission ? mission : undefined);
  report.fleet = fleetOf(report, chosen, runners);
  return { report, parts };
}

/** Milliseconds of the run's own clock at which it was opened and resumed, with the wall clock. */
function clockPart({ number, attempt, report }: ReportedPart, needs: readonly number[]): ClockPart {
  const segments = [{ at: 0, started: report.started }, ...report.resumes.map(({ at, started }) => ({ at, started }))];
  return { number, attempt, needs, segments, duration: report.duration };
}

/** By number, the parts with tasks that it took over. A part that is absent has no end to wait for. */
function needsOfParts(parts: readonly ReportedPart[]): ReadonlyMap<number, readonly number[]> {
  return new Map(
    parts.map(({ number, elsewhere }) => {
      const needed = new Set(elsewhere.map(({ part }) => part).filter((part) => part < number));
      return [number, [...needed].sort((one, other) => one - other)];
    }),
  );
}

/** What all parts have in common, from the first one, and what has one entry for each task. */
function takeFacts(
  report: RunReport,
  { report: first }: ReportedPart,
  parts: readonly ReportedPart[],
  placed: readonly PlacedPart[],
): void {
  report.file = first.file;
  report.source = first.source;
  report.included = first.included;
  report.root = first.root;
  report.machine = first.machine;
  report.changed = first.changed;
  const began = placed.findIndex(({ from }) => from(0) === 0);
  report.started = (parts[began] ?? parts[0])?.report.started ?? '';
  const predictions = parts.flatMap(({ report: part }) => Object.entries(part.predictions ?? {}));
  if (predictions.length > 0) report.predictions = Object.fromEntries(predictions);
  const bases = parts.flatMap(({ report: part }) => Object.entries(part.bases ?? {}));
  if (bases.length > 0) report.bases = Object.fromEntries(bases);
}

function resultOf({ parts, absent }: Chosen): MissionResult {
  const results = parts.map(({ report }) => report.result);
  if (absent.length > 0 || parts.length === 0) return 'failed';
  if (results.some((result) => result === 'failed' || result === undefined)) return 'failed';
  return results.includes('cancelled') ? 'cancelled' : 'succeeded';
}

function runnerOf(part: ReportedPart, placed: PlacedPart | undefined, needs: readonly number[]): RunnerReport {
  const { number, attempt, report, label, runner, download } = part;
  const { at = 0, ready = 0, ended = 0, corrected = 0, newest = 0, from = (time: number) => time } = placed ?? {};
  const wanted = label ?? report.mission.tasks.find(({ runsOn }) => runsOn !== undefined)?.runsOn;
  return {
    part: number,
    ...(wanted === undefined ? {} : { label: wanted }),
    ...(runner === undefined ? {} : { name: runner }),
    machine: report.machine,
    attempt,
    ...(report.result === undefined ? {} : { result: report.result }),
    needs,
    ready,
    at,
    ended,
    corrected,
    ...(download === undefined ? {} : { download }),
    billed: billedMinutes(report.duration - newest),
    readings: report.readings.map((reading) => ({
      ...reading,
      from: from(reading.from),
      to: from(reading.to),
      at: from(reading.at),
    })),
    active: report.load.steps.map((step) => ({ ...step, at: from(step.at) })),
    cpu: report.cpu,
  };
}

/** Tasks, services, decisions and figures of all parts, moved to the common clock. */
function fill(
  report: RunReport,
  parts: readonly ReportedPart[],
  placed: readonly PlacedPart[],
  runners: readonly RunnerReport[],
): void {
  const tasks = new Map<string, TaskReport>();
  const services: ServiceReport[] = [];
  const decisions: GateDecision[] = [];
  joinLoad(report.load, runners);
  for (const [index, part] of parts.entries()) {
    const clock = placed[index];
    if (clock === undefined) continue;
    const move = mover(part, clock, (at) => stepAt(report.load.steps, at));
    for (const task of move.tasks()) if (!tasks.has(task.task.id)) tasks.set(task.task.id, task);
    services.push(...move.services());
    for (const decision of part.report.decisions) decisions.push(move.decision(decision));
    addFigures(report, part, clock);
  }
  decisions.sort((one, other) => one.at - other.at);
  for (const decision of decisions) {
    report.decisions.push(decision);
    if (decision.verdict === 'admitted' || decision.verdict === 'forced') report.admissions.push(decision);
  }
  report.degraded.sort((one, other) => one.at - other.at);
  report.interruptions.sort((one, other) => one.at - other.at);
  report.resumes.sort((one, other) => one.at - other.at);
  const triggered = withTriggers(tasks, report.mission, runners);
  for (const task of report.mission.tasks) {
    const known = triggered.get(task.id);
    // With the needs that the part left out because they had ended elsewhere.
    if (known !== undefined) report.tasks.set(task.id, { ...known, task });
  }
  joinServices(report, services);
}

function addFigures(report: RunReport, { number, report: part }: ReportedPart, clock: PlacedPart): void {
  const { cpu } = report;
  for (const key of ['cpuArea', 'cpuTime', 'memoryArea', 'memoryTime', 'ownArea', 'besideArea'] as const) {
    cpu[key] += part.cpu[key];
  }
  cpu.maximumCpu = Math.max(cpu.maximumCpu, part.cpu.maximumCpu);
  cpu.maximumMemory = Math.max(cpu.maximumMemory, part.cpu.maximumMemory);
  report.checks.count += part.checks.count;
  report.checks.last = Math.max(report.checks.last, clock.from(Math.max(0, part.checks.last)));
  for (const { at, message } of part.degraded) {
    report.degraded.push({ at: clock.from(at), message: `Part ${number}: ${message}` });
  }
  for (const { at, signal } of part.interruptions) {
    report.interruptions.push({ at: clock.from(at), signal: `${signal} (part ${number})` });
  }
  for (const resume of part.resumes) report.resumes.push({ ...resume, at: clock.from(resume.at) });
}

/** Tasks of parts that are absent, as far as the mission is known, and the counts of all. */
function completeTasks(report: RunReport, { absent }: Chosen, mission: Mission | undefined): void {
  const reported = new Map(report.tasks);
  report.tasks.clear();
  const reason = absent.length === 0 ? undefined : 'its part did not report';
  for (const task of report.mission.tasks) {
    const known = reported.get(task.id);
    if (known !== undefined) report.tasks.set(task.id, known);
    else if (mission !== undefined) report.tasks.set(task.id, { ...newTask(task), reason });
  }
  for (const { status } of report.tasks.values()) report.counts[status] += 1;
}

function fleetOf(report: RunReport, chosen: Chosen, runners: readonly RunnerReport[]): FleetReport {
  const { of, absent, notes, parts } = chosen;
  const isWhole = absent.length === 0 && runners.every(({ result }) => result !== undefined);
  const estimate = isWhole ? oneRunner(report, parts) : undefined;
  return {
    parts: of,
    runners,
    absent: absent.map((each): AbsentPart => each),
    notes,
    ...(estimate === undefined ? {} : { oneRunner: { ...estimate, billed: billedMinutes(estimate.duration) } }),
  };
}
