import { fileStem } from '../../../base/file-stem.ts';
import { predictionOf } from '../../../schedule/events/prediction.ts';
import { measuredLoad } from '../../analysis/figures.ts';
import { learnedText } from '../../analysis/learned-demand.ts';
import { taskSolo } from '../../analysis/solo.ts';
import { countsCell } from '../../analysis/test-results.ts';
import { leastDifference, remarks, usualOf, usualText } from '../../analysis/usual-time.ts';
import type { AttemptReport } from '../../model/attempt.ts';
import { attemptDuration, type RunReport, type StepReport, type TaskReport } from '../../model/run.ts';
import type { ServiceReport } from '../../model/service.ts';
import { formatBytes, plural } from '../../text/format.ts';
import { sparkline } from '../../text/sparkline.ts';
import { isBareRun } from '../../words/bare-run.ts';
import { forcedText } from '../../words/forced-text.ts';
import { poolTexts } from '../../words/pool-text.ts';
import { serviceEndText } from '../../words/service-lines.ts';
import { exitText, keptPhrase, statusWord } from '../../words/status-text.ts';
import { workspaceText } from '../../words/workspace-text.ts';
import { shortText } from '../parts/short-text.ts';
import type { PageBudget } from './budget.ts';
import type {
  PageAttempt,
  PageFiles,
  PagePause,
  PageService,
  PageSolo,
  PageStep,
  PageTask,
  PageWaiting,
} from './data.ts';
import { optionalTenths, tenths } from './tenths.ts';

/** In a mission of thousands of tasks, `needs: tasks` would name each task in each test. */
const mostIds = 8;
const mostSteps = 24;
/** Maximum number of attempts of a task. Of attempts before a resume, the newest are kept. */
const mostAttempts = 100;
const mostPauses = 100;
const mostFiles = 8;
/** Characters of the name of a kept file. */
const mostName = 300;

/** The index of each task in the list of tasks. */
export type Positions = ReadonlyMap<string, number>;

export function pageTask(
  report: RunReport,
  task: TaskReport,
  waits: readonly PageWaiting[],
  positions: Positions,
  budget: PageBudget,
): PageTask {
  const { id, kind, needs, needsAny, supports, locks, pools, services, cpus, load, memory, expect } = task.task;
  const name = shortText(task.task.name);
  const phrase = keptPhrase(task);
  const why = shortText(task.reason ?? exitText(task), 400);
  const measured = measuredLoad(report, task);
  const stem = fileStem(id);
  const cases = countsCell(task);
  const about = shortText(task.task.description ?? '', 240);
  const steps = pageSteps(report, task, budget);
  const allNeeds = [...needs, ...needsAny];
  return {
    id,
    name: name === id ? undefined : name,
    about: about !== '' && budget.description(about.length) ? about : undefined,
    kind,
    status: task.status,
    phrase: phrase === statusWord(task.status) ? undefined : phrase,
    why: why === '' ? undefined : why,
    triggered: optionalTenths(task.triggered),
    by: task.triggeredBy === undefined ? undefined : positions.get(task.triggeredBy),
    attempts: task.attemptList.slice(-mostAttempts).map((attempt) => pageAttempt(report, task, attempt)),
    earlier: task.earlier?.slice(-mostAttempts).map((attempt) => pageAttempt(report, task, attempt)),
    resumed: task.resumed,
    kept: task.kept,
    waits,
    pauses: pagePauses(report, task),
    ended: optionalTenths(task.ended),
    needs: firstOf(allNeeds, positions),
    needCount: allNeeds.length > mostIds ? allNeeds.length : undefined,
    supports: supports === undefined ? undefined : positions.get(supports),
    locks: some(locks),
    pools: some(poolTexts(pools)),
    services: some(services),
    cpus,
    load,
    measured: optionalTenths(measured),
    cpuSeconds: milliseconds(task.usage?.cpuSeconds),
    alone: aloneOf(report, task),
    memory,
    peak: task.usage?.peakMemory,
    expect,
    ...history(report, task, budget),
    log: logText(task),
    cases: cases === '' ? undefined : cases,
    steps: steps.length === 0 ? undefined : steps,
    workspace: workspaceOf(report, task, budget),
    files: filesOf(task, budget),
    forced: forcedOf(report, task),
    stem: stem === id ? undefined : stem,
    part: task.runner,
  };
}

export function pageService(service: ServiceReport, positions: Positions): PageService {
  const { id } = service.service;
  const name = shortText(service.service.name);
  const stem = fileStem(id);
  const why = shortText(service.failure ?? serviceEndText(service), 400);
  const users = service.users.flatMap((user) => positions.get(user) ?? []);
  return {
    id,
    name: name === id ? undefined : name,
    status: service.status,
    started: optionalTenths(service.started),
    ready: optionalTenths(service.ready),
    setup: optionalTenths(service.setup),
    failed: optionalTenths(service.failed),
    ended: optionalTenths(service.ended),
    why: why === '' ? undefined : why,
    users: users.slice(0, mostIds),
    userCount: users.length > mostIds ? users.length : undefined,
    cpuSeconds: milliseconds(service.usage?.cpuSeconds),
    peak: service.usage?.peakMemory,
    stem: stem === id ? undefined : stem,
    part: service.runner,
  };
}

function aloneOf(report: RunReport, task: TaskReport): PageSolo | undefined {
  const attempt = task.attemptList.at(-1);
  const solo = taskSolo(report, task);
  if (attempt === undefined || solo === undefined) return undefined;
  const { duration, cpus, idle, services } = solo;
  const own = [
    tenths(attemptDuration(report, attempt)),
    tenths(duration),
    thousandths(cpus),
    thousandths(idle),
  ] as const;
  return services === undefined ? own : [...own, thousandths(services)];
}

/** Seconds to the millisecond: a tenth of a second is more than many tasks use, and would be shown as none. */
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : thousandths(seconds);
}

function thousandths(value: number): number {
  return Math.round(1000 * value) / 1000;
}

function pageAttempt({ duration }: RunReport, task: TaskReport, attempt: AttemptReport): PageAttempt {
  const { started, ended, status } = attempt;
  return [tenths(started), tenths(ended ?? duration), ended === undefined ? task.status : status];
}

/** The newest ones, of all launches. */
function pagePauses({ duration }: RunReport, { attemptList }: TaskReport): PagePause[] | undefined {
  const pauses = attemptList.flatMap(({ pauses = [], ended }) =>
    pauses.map(({ at, until }): PagePause => [tenths(at), tenths(until ?? ended ?? duration)]),
  );
  return pauses.length === 0 ? undefined : pauses.slice(-mostPauses);
}

function history(
  report: RunReport,
  task: TaskReport,
  budget: PageBudget,
): Pick<PageTask, 'usual' | 'remarks' | 'learned'> {
  const prediction = predictionOf(report.predictions, task.task.id);
  if (prediction === undefined) return {};
  const usual = usualOf(report, task);
  const notes = usual === undefined ? [] : remarks(usual);
  const trend = sparkline(prediction.last, leastDifference);
  // Level bars look like one black line.
  const isLevel = new Set(trend).size < 2;
  const text = `${usualText(prediction)} in ${plural(prediction.runs, 'earlier run')}${isLevel ? '' : ` ${trend}`}`;
  const note = notes.length === 0 ? undefined : notes.join(', ');
  const learned = prediction.demand === undefined ? undefined : learnedText(prediction.demand);
  const length = text.length + (note?.length ?? 0) + (learned?.length ?? 0);
  return budget.history(length) ? { usual: text, remarks: note, learned } : {};
}

function logText({ left }: TaskReport): string | undefined {
  if (left?.logCut === undefined) return undefined;
  return `${formatBytes(left.logBytes)}; ${formatBytes(left.logCut)} more were cut out of its middle`;
}

function pageSteps(report: RunReport, { steps, started, status }: TaskReport, budget: PageBudget): PageStep[] {
  if (started === undefined || isBareRun(steps)) return [];
  if (!budget.steps(Math.min(mostSteps, steps.length), status === 'succeeded')) return [];
  return steps.slice(0, mostSteps).map((step) => pageStep(report, step));
}

function pageStep(report: RunReport, step: StepReport): PageStep {
  const why = shortText(step.reason ?? '', 160);
  const shown = [stepTitle(step), stepStatus(step), took(report, step)] as const;
  return why === '' ? shown : [...shown, why];
}

function stepTitle({ name, run, finally: isFinally }: StepReport): string {
  return shortText(`${isFinally === true ? 'finally: ' : ''}${name ?? run}`, 60);
}

function stepStatus({ status, continued }: StepReport): string {
  return continued === true ? `${status}, continued` : status;
}

function workspaceOf(report: RunReport, task: TaskReport, budget: PageBudget): string | undefined {
  const text = workspaceText(report, task, shortText);
  return text !== undefined && budget.files(text.length) ? text : undefined;
}

function filesOf({ left }: TaskReport, budget: PageBudget): PageFiles | undefined {
  const kept = left?.artifacts;
  if (kept === undefined) return undefined;
  // A name that cannot be shown as it is would be a broken link.
  const names = kept.files
    .slice(0, mostFiles)
    .filter((path) => shortText(path, mostName) === path && budget.files(path.length));
  return {
    total: `${plural(kept.count, 'file')}, ${formatBytes(kept.bytes)}`,
    names,
    more: kept.count > names.length ? kept.count - names.length : undefined,
    note: kept.note === undefined ? undefined : shortText(kept.note, 400),
  };
}

function took(report: RunReport, { started, ended }: StepReport): number {
  return started === undefined ? 0 : Math.max(0, tenths((ended ?? report.duration) - started));
}

/** The first ones that exist in the mission. */
function firstOf(ids: readonly string[], positions: Positions): readonly number[] | undefined {
  const known = ids.slice(0, mostIds).flatMap((id) => positions.get(id) ?? []);
  return known.length === 0 ? undefined : known;
}

function some(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : texts.slice(0, mostIds).map((text) => shortText(text));
}

/** Of the newest launch that was forced. */
function forcedOf(report: RunReport, { task, forced }: TaskReport): string | undefined {
  if (!forced) return undefined;
  const decision = report.decisions.findLast(({ id, verdict }) => verdict === 'forced' && id === task.id);
  return decision === undefined ? undefined : forcedText(report, decision);
}
