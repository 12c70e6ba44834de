import type { RunReport, TaskReport, TaskStatus } from '../../model/run.ts';
import { markdownCode, markdownText } from '../../text/escape.ts';
import { formatDuration, listed, plural } from '../../text/format.ts';
import { absentText, fleetSize } from '../../words/fleet-text.ts';
import { partText } from '../../words/part-text.ts';
import { hasFailed, statusWord } from '../../words/status-text.ts';
import { completedCount } from '../figures.ts';
import { boundsOf } from './bounds.ts';
import { boundsPieces, type Piece } from './bounds-words.ts';
import { COMPARABLE } from './comparable.ts';
import { othersText } from './other-programs.ts';
import { oneRunnerText, savingsText } from './savings.ts';

/** The verdict in parts, for documents in other formats. */
export interface Verdict {
  readonly mark: string;
  /** `The mission succeeded` */
  readonly claim: string;
  /** Everything after it: time and floor, endings, savings. */
  readonly rest: readonly Piece[];
}

/** The verdict as Markdown: first what bound the run or why it failed, then the endings, then the savings. */
export function verdict(report: RunReport): string {
  const { mark, claim, rest } = verdictParts(report);
  const text = rest.map((piece) => {
    if (typeof piece === 'string') return piece;
    return 'id' in piece ? markdownCode(piece.id, 'text') : markdownText(piece.untrusted);
  });
  return `${mark} **${claim}**${text.join('')}`;
}

/** The same for a log, without Markdown. Its caller sanitizes what is untrusted in it. */
export function plainVerdict(report: RunReport): string {
  const { mark, claim, rest } = verdictParts(report);
  return `${mark} ${claim}${plainPieces(rest)}`;
}

export function plainPieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : 'id' in piece ? piece.id : piece.untrusted))
    .join('');
}

export function verdictParts(report: RunReport): Verdict {
  const took = formatDuration(report.duration);
  const mode = `${fleetSize(report)}${report.mission.admission.gate === 'off' ? ' with the gate off' : ''}${resumedText(report)}`;
  switch (report.result) {
    case undefined:
      return { mark: '▶️', claim: 'The mission has not ended', rest: [` after ${took}${mode}: ${progress(report)}.`] };
    case 'succeeded': {
      const bounds = boundsText(report);
      const colon = bounds.length === 0 ? '' : ': ';
      const time = [` in ${took}${mode}${colon}`, ...bounds, '.', ...others(report)];
      return { mark: '✅', claim: 'The mission succeeded', rest: [...time, ...after(report), ...savings(report)] };
    }
    case 'failed':
      return { mark: '❌', claim: 'The mission failed', rest: [...failure(report, took, mode), ...after(report)] };
    case 'cancelled':
      return {
        mark: '⏹️',
        claim: 'The mission was cancelled',
        rest: [...cause(report), ` after ${took}${mode}.`, ...after(report)],
      };
    default:
      return report.result satisfies never;
  }
}

/** The endings, and what was not to run. */
function after(report: RunReport): readonly Piece[] {
  const part = partText(report);
  return [` ${endings(report)}.`, ...(part === undefined ? [] : [` This is part ${part}.`]), ...selection(report)];
}

/** Time and floor; empty for a run that is too short, or of which no floor is known. */
function boundsText(report: RunReport): readonly Piece[] {
  const bounds = boundsOf(report);
  if (bounds === undefined || bounds.floor <= 0) return [];
  if (report.duration < COMPARABLE) return [`the floor is ${formatDuration(bounds.floor)}`];
  return boundsPieces(report, bounds);
}

function savings(report: RunReport): readonly Piece[] {
  if (report.fleet?.oneRunner !== undefined) return [` ${oneRunnerText(report)}.`];
  const text = savingsText(report);
  return text === '' ? [] : [` ${text}.`];
}

/** What failed first and why, then time and floor. */
function failure(report: RunReport, took: string, mode: string): readonly Piece[] {
  const failed = [...report.tasks.values()].filter(({ task, status }) => hasFailed(status) && !task.continueOnError);
  const [first] = failed.sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
  const missing = absentParts(report);
  if (first === undefined)
    return missing.length > 0 ? [...missing, ` It took ${took}${mode}.`] : [` after ${took}${mode}.`];
  const bounds = boundsText(report);
  return [
    ...firstFailure(first, failed.length > 1),
    ...missing,
    ` It took ${took}${mode}${bounds.length === 0 ? '' : ': '}`,
    ...bounds,
    '.',
    ...others(report),
  ];
}

/** ` Part 3 of 4 did not report.`, or as the cause if nothing else failed. */
function absentParts({ fleet, tasks }: RunReport): readonly Piece[] {
  if (fleet === undefined || fleet.absent.length === 0) return [];
  const [first] = fleet.absent;
  if (first === undefined) return [];
  const more = fleet.absent.length - 1;
  const words = absentText(fleet, first);
  const isCause = ![...tasks.values()].some(({ task, status }) => hasFailed(status) && !task.continueOnError);
  const claim = isCause ? words : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return [
    isCause ? ' because ' : ' ',
    { untrusted: claim.slice(0, longestReason) },
    more > 0 ? ` and ${plural(more, 'more part is', 'more parts are')} missing.` : '.',
  ];
}

/** Without it, a reader would look for the cause of waits in the mission. */
function others(report: RunReport): readonly Piece[] {
  const text = report.duration < COMPARABLE ? '' : othersText(report);
  return text === '' ? [] : [` ${text}.`];
}

/** UTF-16 units: the whole reason is in the section of failures. */
const longestReason = 200;

function firstFailure({ task, status, reason = '' }: TaskReport, isOneOfSeveral: boolean): readonly Piece[] {
  const what = ` ${statusWord(status)}${isOneOfSeveral ? ' first' : ''}`;
  const cut = reason.length <= longestReason ? reason : `${reason.slice(0, longestReason - 1)}…`;
  const why = cut === '' ? [] : [': ', { untrusted: cut }];
  return [' because ', { id: task.id }, what, ...why, /[.…!?]$/.test(cut) ? '' : '.'];
}

/** `3 running, 1 waiting at the gate, 2 of 8 completed`. */
export function progress(report: RunReport): string {
  const running = report.counts.running + report.counts.stopping;
  const { waiting, backoff } = report.counts;
  return [
    ...(running > 0 ? [`${running} running`] : []),
    ...(waiting > 0 ? [`${waiting} waiting at the gate`] : []),
    ...(backoff > 0 ? [`${backoff} waiting for the next attempt`] : []),
    `${completedCount(report)} of ${report.tasks.size} completed`,
  ].join(', ');
}

const ends: readonly TaskStatus[] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped', 'not-needed'];
const unended: readonly TaskStatus[] = ['running', 'stopping', 'waiting', 'backoff', 'pending'];

function endings(report: RunReport): string {
  const { counts } = report;
  const total = report.tasks.size;
  if (total > 0 && counts.succeeded === total) return `${kinds(report)}${total === 1 ? '' : ', all'} succeeded`;
  const parts = ends
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${ended(report, status)}`);
  const open = unended.reduce((sum, status) => sum + counts[status], 0);
  if (open > 0) parts.push(`${open} did not end`);
  return `Of ${kinds(report)}, ${parts.length === 0 ? 'none ended' : listed(parts)}`;
}

function kinds(report: RunReport): string {
  const tests = report.mission.tasks.reduce((count, task) => count + (task.kind === 'test' ? 1 : 0), 0);
  const tasks = report.tasks.size - tests;
  return listed([
    ...(tasks > 0 || tests === 0 ? [plural(tasks, 'task')] : []),
    ...(tests > 0 ? [plural(tests, 'test')] : []),
  ]);
}

function ended(report: RunReport, status: TaskStatus): string {
  const passive = status === 'cancelled' || status === 'skipped' || status === 'not-needed';
  if (!passive) return statusWord(status);
  return `${report.counts[status] === 1 ? 'was' : 'were'} ${statusWord(status)}`;
}

const mostSelected = 3;

/** ` 11 of 14 were left out by --only build.` */
function selection({ selection, tasks }: RunReport): readonly Piece[] {
  if (selection === undefined) return [];
  const { only, skip, leftOut } = selection;
  const options = [...optionPieces('--only', only), ...optionPieces(only.length > 0 ? ' and --skip' : '--skip', skip)];
  const verb = leftOut === 1 ? 'was' : 'were';
  return [` ${leftOut} of ${leftOut + tasks.size} in the mission file ${verb} left out by `, ...options, '.'];
}

function optionPieces(option: string, ids: readonly string[]): readonly Piece[] {
  if (ids.length === 0) return [];
  const hidden = ids.length - mostSelected;
  const shown = ids.slice(0, mostSelected).flatMap((id, index): readonly Piece[] => [index === 0 ? ' ' : ', ', { id }]);
  return [option, ...shown, ...(hidden > 0 ? [` and ${hidden} more`] : [])];
}

/** No floor is known of a run in parts. */
function resumedText({ resumes: { length } }: RunReport): string {
  return length === 0 ? '' : `, resumed ${length === 1 ? 'once' : `${length} times`}`;
}

function cause(report: RunReport): readonly Piece[] {
  const signal = report.interruptions[0]?.signal;
  return signal === undefined ? [] : [' (', { untrusted: signal }, ')'];
}
