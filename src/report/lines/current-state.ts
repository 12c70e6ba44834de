import { sanitizeLine } from '../../base/sanitize.ts';
import { plainVerdict } from '../analysis/bounds/verdict.ts';
import type { Forecast } from '../analysis/remaining-time.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { formatDuration, plural } from '../text/format.ts';
import { machineText } from '../words/machine-text.ts';
import { hasFailed, isPaused, statusPhrase } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';
import { waitWord } from '../words/waits.ts';

/** A run as another program sees it: its journal, and whether its process is alive. */
export interface CurrentRun {
  readonly report: RunReport;
  readonly state: RunState;
  /** Milliseconds since the start of the run. */
  readonly now: number;
  readonly forecast: Forecast;
}

/** `killed`: the run has not ended, and its process does not exist any more. */
export type RunState = 'running' | 'killed' | 'succeeded' | 'failed' | 'cancelled';

/** More rows of one kind than this are counted. */
const MOST_ROWS = 20;

/** The run in a few lines: where it stands, then what has failed, what runs and what waits, with the reason. */
export function currentLines(run: CurrentRun): readonly string[] {
  const tasks = [...run.report.tasks.values()];
  const failed = tasks.filter(({ status }) => hasFailed(status));
  const isOver = run.state !== 'running';
  return [
    firstLine(run),
    countsLine(run),
    ...(isOver ? [] : machineLine(run.report)),
    ...rows(failed, (task) => `✘ ${titleOf(task.task)} ${statusPhrase(task)}${reasonOf(task)}`),
    ...(isOver ? [] : rows(tasks.filter(isBusy), (task) => `▶ ${busyText(task, run)}`)),
    ...(isOver
      ? []
      : rows(tasks.filter(isHeld), (task) => `⏸ ${titleOf(task.task)} waits for ${waitsFor(task, run.now)}`)),
  ].map(sanitizeLine);
}

function firstLine({ report, state, now, forecast }: CurrentRun): string {
  const { name } = report.mission;
  switch (state) {
    case 'running': {
      const remaining = forecast.remaining(report, now);
      const left = remaining === undefined || remaining < 1000 ? '' : `, at least ${formatDuration(remaining)} to go`;
      return `${name}: running for ${formatDuration(now)}${left}`;
    }
    case 'killed':
      return `${name}: killed after ${formatDuration(report.duration)}; \`mission resume\` continues it`;
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return `${name}: ${plainVerdict(report)}`;
    default:
      return state satisfies never;
  }
}

function countsLine({ report: { counts, tasks } }: CurrentRun): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.succeeded, 'succeeded'],
    [counts.failed + counts['timed-out'], 'failed'],
    [counts.cancelled, 'cancelled'],
    [counts.skipped + counts['not-needed'], 'skipped'],
    [counts.running + counts.stopping, 'running'],
    [counts.waiting + counts.backoff, 'waiting'],
    [counts.pending, 'to come'],
  ];
  const present = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${plural(tasks.size, 'task or test', 'tasks and tests')}: ${present.join(', ')}`;
}

/** The newest reading in the journal, and the limit that it has reached. */
function machineLine({ readings, load, mission }: RunReport): readonly string[] {
  const newest = readings.at(-1);
  if (newest === undefined) return [];
  return [`Machine: ${machineText({ ...newest, active: load.active }, mission.admission)}`];
}

function rows(tasks: readonly TaskReport[], text: (task: TaskReport) => string): readonly string[] {
  const hidden = tasks.length - MOST_ROWS;
  return [...tasks.slice(0, MOST_ROWS).map(text), ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
}

/** Running, or asked to stop. */
export function isBusy({ status }: TaskReport): boolean {
  return status === 'running' || status === 'stopping';
}

function isHeld({ status }: TaskReport): boolean {
  return status === 'waiting' || status === 'backoff';
}

/** Milliseconds since its newest launch. */
export function busyFor({ attemptList, since }: TaskReport, now: number): number {
  return Math.max(0, now - (attemptList.at(-1)?.started ?? since));
}

function busyText(task: TaskReport, { now, forecast }: CurrentRun): string {
  const expected = forecast.expected(task.task.id);
  const of = expected === undefined ? '' : ` of about ${formatDuration(expected)}`;
  const stopping =
    task.status === 'stopping' ? ', asked to stop' : isPaused(task) ? ', paused: memory is critical' : '';
  return `${titleOf(task.task)} runs for ${formatDuration(busyFor(task, now))}${of}${stopping}`;
}

/** What holds a waiting task back, as a noun phrase. */
export function waitsFor({ deferral, attemptList, status }: TaskReport, now: number): string {
  const { reason, detail } = deferral?.decision ?? {};
  // The figures of a wait for the machine are those of its beginning: the line about the machine has newer ones.
  if (reason === 'cpu' || reason === 'memory') return waitWord(reason);
  if (reason !== undefined) return detail === undefined ? waitWord(reason) : `${waitWord(reason)}: ${detail}`;
  const until = status === 'backoff' ? attemptList.at(-1)?.retry?.until : undefined;
  return until === undefined ? 'its turn' : `another attempt, in ${formatDuration(Math.max(0, until - now))}`;
}

function reasonOf({ reason }: TaskReport): string {
  return reason === undefined ? '' : `: ${reason}`;
}
