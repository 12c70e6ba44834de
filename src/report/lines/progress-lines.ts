/*
 * `lines/`: the run as lines of a log, while it goes on.
 *
 * `progressLines` gives the lines of one event, `statusLine` the state of the whole run for the moments in between, `failureLines`
 * what failed, for the end of a terminal. The
 * command line prints them without a terminal, the panel above its rows, and the action into the log of the job.
 *
 * Invariants:
 * - A line begins with the time since the start and a sign for the kind of event.
 * - A line is plain text with untrusted parts. The caller that prints it escapes workflow commands and control characters:
 *   `text/escape-workflow-commands.ts`, `src/terminal/output`.
 * - An event that a reader does not need (a trigger, a reading, a check) has no line.
 *
 * Not here: colours, the panel, the output of tasks (`src/terminal`, `src/github`).
 */
import { append } from '../../base/multimap.ts';
import type { Admitted, Event, Retrying, StopCause } from '../../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../../schedule/events/opening.ts';
import type { Evicted } from '../../schedule/events/pause.ts';
import type { Reading } from '../../schedule/events/reading.ts';
import { continuedText, pressureText } from '../../schedule/gate/pressure-text.ts';
import { plainVerdict } from '../analysis/bounds/verdict.ts';
import { tooManyThreads, tooManyThreadsText } from '../analysis/too-many-threads.ts';
import { usualOf } from '../analysis/usual-time.ts';
import { bandNow } from '../fold/band-now.ts';
import { durationOf, type RunReport, type TaskReport } from '../model/run.ts';
import { formatDuration, formatOffset, listed, plural } from '../text/format.ts';
import { changedLines } from '../words/changed-text.ts';
import { forcedReason } from '../words/forced-text.ts';
import { machineText } from '../words/machine-text.ts';
import { againAfterEviction } from '../words/memory-text.ts';
import { resumeLines } from '../words/resume-text.ts';
import { serviceLines } from '../words/service-lines.ts';
import { attemptLimit, attemptPhrase, isPaused, statusWord } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';
import { waitReasons, waitWord } from '../words/waits.ts';

/** Progress lines for an event; empty if it is of no interest to a reader of the log. */
export function progressLines(event: Event, report: RunReport): readonly string[] {
  const lines = linesOf(event, report);
  return lines.map((line) => `${clock(event.at)}  ${line}`);
}

/** Warnings about the machine, once for each run before anything starts. */
function machineWarnings({ machine }: MissionStarted | Resumed): readonly string[] {
  return (machine.warnings ?? []).map((warning) => `! ${warning}`);
}

function linesOf(event: Event, report: RunReport): readonly string[] {
  switch (event.type) {
    case 'mission-started':
      return [opening(report), ...machineWarnings(event), ...changedLines(report)];
    case 'resumed':
      return [
        opening(report),
        ...machineWarnings(event),
        ...changedLines(report),
        ...report.resumes.slice(-1).flatMap(resumeLines),
      ];
    case 'admitted':
      return [`▶ ${label(report, event.id)}${launchFacts(report, event)}`];
    case 'deferred':
      return [
        `⏸ ${someIds(event.ids)} ${event.ids.length === 1 ? 'waits' : 'wait'} for ${waitWord(event.reason)}: ${event.detail}`,
      ];
    case 'ended':
      return isNeverStarted(report.tasks.get(event.id)) ? [] : [ending(report, event.id)];
    case 'stopping':
      return [`■ ${label(report, event.id)}: asked to stop (${stopWords[event.cause]})`];
    case 'paused':
      return [`⏸ ${label(report, event.id)} is paused: ${pressureText(event.pressure)}`];
    case 'continued':
      return [`▶ ${label(report, event.id)} continues: ${continuedText(event, report.mission.admission.memory)}`];
    case 'evicted':
      return [evicted(report, event)];
    case 'killing':
      return [`■ ${label(report, event.id)}: killed after the grace period`];
    case 'interrupted':
      return [`■ interrupted by ${event.signal}: stopping everything`];
    case 'degraded':
      return [`! ${event.message}`];
    case 'mission-ended':
      return [
        ...neverStarted(report),
        ...tooManyThreads(report).map((found) => `! ${tooManyThreadsText(report, found)}`),
        plainVerdict(report),
      ];
    case 'step-timed-out':
      return [`■ ${label(report, event.id)}: step ${event.step + 1} asked to stop (its timeout)`];
    case 'cleaning':
      return [`▶ ${label(report, event.id)}: \`finally\`, which the killed run had not begun`];
    case 'cleaned':
      return event.failure === undefined ? [] : [`! ${label(report, event.id)}: in \`finally\`, ${event.failure}`];
    case 'retrying':
      return [retry(event, report)];
    case 'service-starting':
    case 'service-ready':
    case 'service-failed':
    case 'service-exited':
    case 'service-killing':
      return serviceLines(event, report);
    case 'requeued':
    case 'service-started':
    case 'service-stopping':
    case 'lost':
    case 'sampled':
    case 'woke':
    case 'step-started':
    case 'spawn-failed':
    case 'step-exited':
    case 'triggered':
    case 'checked':
    case 'step-advanced':
    case 'step-skipped':
    case 'finishing':
      return [];
    default:
      return event satisfies never;
  }
}

/** What a status line shows beyond the report. */
export interface StatusFacts {
  /** The newest window, if it is newer than those in the report. */
  readonly reading?: Reading | undefined;
  /** A lower bound for the milliseconds to the end. */
  readonly remaining?: number | undefined;
}

/** The state of the run in one line: elapsed time, what runs, what waits and for what, the machine, what is left. */
export function statusLine(report: RunReport, now: number, { reading, remaining }: StatusFacts = {}): string {
  const running: string[] = [];
  const paused: string[] = [];
  const waiting = new Map<string, string[]>();
  for (const [id, task] of report.tasks) {
    if (task.status === 'running' && isPaused(task)) paused.push(id);
    else if (task.status === 'running' || task.status === 'stopping') running.push(id);
    const { reason } = task.deferral?.decision ?? {};
    const what = task.status === 'backoff' ? 'another attempt' : reason && waitWord(reason);
    if (what !== undefined) append(waiting, what, id);
  }
  const waits = [...waiting].map(([what, ids]) => `${someIds(ids)} waiting for ${what}`);
  const newest = reading === undefined ? report.readings.at(-1) : { ...reading, band: bandNow(report, reading) };
  const machine =
    newest === undefined
      ? 'machine not measured yet'
      : machineText({ ...newest, active: report.load.active }, report.mission.admission);
  const parts = [
    `${running.length === 0 ? 'nothing' : someIds(running)} running`,
    ...(paused.length === 0 ? [] : [`${someIds(paused)} paused, because memory is critical`]),
    ...waits,
    machine,
    ...(remaining === undefined || remaining < 1000 ? [] : [`at least ${formatDuration(remaining)} to go`]),
  ];
  return `${clock(now)}  … ${parts.join(' · ')}`;
}

function clock(at: number): string {
  return formatOffset(at, at).padStart(7);
}

function opening(report: RunReport): string {
  const { mission, machine } = report;
  const tests = mission.tasks.filter((task) => task.kind === 'test').length;
  const sizes = `${plural(mission.tasks.length - tests, 'task')}, ${plural(tests, 'test')}`;
  const services = mission.services.length === 0 ? '' : `, ${plural(mission.services.length, 'service')}`;
  return `${mission.name}: ${sizes}${services} on ${plural(machine.cpus, 'CPU')}`;
}

function label(report: RunReport, id: string): string {
  return titleOf(report.tasks.get(id)?.task ?? { id, name: id });
}

/** Its trigger and its waits: why it starts now and not earlier. */
function launchFacts(report: RunReport, { id, forced }: Admitted): string {
  const task = report.tasks.get(id);
  if (task === undefined) return '';
  const attempt = task.attemptList.at(-1);
  const waits = waitReasons.flatMap((reason): [string, number][] => [[waitWord(reason), attempt?.waited[reason] ?? 0]]);
  const facts = [
    ...(forced && task.admission !== undefined ? [`forced: ${forcedReason(report, task.admission)}`] : []),
    ...(task.attempts > 1 ? [`attempt ${task.attempts} of ${attemptLimit(task)}`] : []),
    ...(task.triggeredBy === undefined || task.attempts > 1 ? [] : [`after ${task.triggeredBy}`]),
    ...waits
      .filter(([, milliseconds]) => milliseconds >= 100)
      .map(([what, milliseconds]) => `waited ${formatDuration(milliseconds)} for ${what}`),
  ];
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

function ending(report: RunReport, id: string): string {
  const task = report.tasks.get(id);
  if (task === undefined) return id;
  const took = durationOf(report, task);
  const time = took === undefined ? '' : ` in ${formatDuration(took)}${againAfterEviction(report, task)}`;
  const reason = task.reason === undefined ? '' : `: ${task.reason}`;
  const usual = usualOf(report, task);
  const slower = usual?.slower === true ? `, slower than usual (${formatDuration(usual.prediction.expect)})` : '';
  return `${mark(task)} ${label(report, id)} ${statusWord(task.status)}${attemptPhrase(task)}${time}${slower}${reason}`;
}

/** Cancelled before it was started, because the run was interrupted or stopped at a failure. */
function isNeverStarted(task: TaskReport | undefined): boolean {
  return task !== undefined && task.status === 'cancelled' && task.attempts === 0;
}

/** One line for all of them at the end: a line for each would hide what was stopped. */
function neverStarted({ tasks }: RunReport): readonly string[] {
  const ids = [...tasks.values()].filter(isNeverStarted).map(({ task }) => task.id);
  return ids.length === 0 ? [] : [`– never started: ${someIds(ids)}`];
}

/** Causes of a stop in the log. */
const stopWords: Readonly<Record<StopCause, string>> = {
  timeout: 'timeout',
  interrupted: 'interrupted',
  'fail-fast': 'fail-fast',
  'not-needed': 'not needed any more',
  memory: 'memory is critical',
};

function evicted(report: RunReport, { id, times }: Evicted): string {
  const reason = report.tasks.get(id)?.attemptList.at(-1)?.reason;
  const why = reason === undefined ? '' : ` because ${reason}`;
  const again = times === 1 ? '' : ', for the last time';
  return `↻ ${label(report, id)} was evicted${why}. It is queued again, and runs with nothing beside it${again}`;
}

function retry(event: Retrying, report: RunReport): string {
  const task = report.tasks.get(event.id);
  const next = event.attempt + 1;
  const limit = Math.max(next, task === undefined ? next : attemptLimit(task));
  const wait = event.until - event.at;
  const word = event.cause === 'timeout' ? 'timed out' : 'failed';
  const when = wait > 0 ? `in ${formatDuration(wait)}` : 'at once';
  return `↻ ${label(report, event.id)} ${word}: ${event.reason}; attempt ${next} of ${limit} ${when}`;
}

function mark(task: TaskReport): string {
  switch (task.status) {
    case 'succeeded':
      return '✔';
    case 'failed':
    case 'timed-out':
      return '✘';
    default:
      return '–';
  }
}

function someIds(ids: readonly string[]): string {
  return ids.length <= 3 ? listed(ids) : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`;
}
