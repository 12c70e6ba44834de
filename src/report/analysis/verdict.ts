import type { RunReport, TaskStatus } from '../model/run.ts';
import { markdownText } from '../text/escape.ts';
import { formatAgainstNamed, formatDuration, listed, plural } from '../text/format.ts';
import { statusWord } from '../words/status-text.ts';
import { completedCount, timelineOf } from './figures.ts';

/** The verdict in one sentence, as Markdown. */
export function verdict(report: RunReport): string {
  const { mark, claim, rest } = verdictParts(report, markdownText);
  return `${mark} **${claim}**${rest}`;
}

/** The same in parts, for documents in other formats; `escapeText` is for untrusted text. */
export function verdictParts(
  report: RunReport,
  escapeText: (text: string) => string,
): { readonly mark: string; readonly claim: string; readonly rest: string } {
  const took = formatDuration(report.duration);
  if (report.result === undefined) {
    return { mark: '▶️', claim: 'The mission has not ended', rest: ` after ${took}: ${progress(report)}.` };
  }
  switch (report.result) {
    case 'succeeded': {
      const saved = savedPhrase(report);
      const rest = ` in ${took}${saved === '' ? '' : `, ${saved}`}: ${endings(report)}.`;
      return { mark: '✅', claim: 'The mission succeeded', rest };
    }
    case 'failed':
      return { mark: '❌', claim: 'The mission failed', rest: ` after ${took}: ${endings(report)}.` };
    case 'cancelled': {
      const rest = `${cause(report, escapeText)} after ${took}: ${endings(report)}.`;
      return { mark: '⏹️', claim: 'The mission was cancelled', rest };
    }
  }
}

/** The same for a log, without bold. */
export function plainVerdict(report: RunReport): string {
  return verdict(report).replaceAll('**', '');
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

/** `26.6 % less than staged` or `3 times as long as staged`; '' if there is nothing to compare. */
function savedPhrase(report: RunReport): string {
  const { staged, saved } = timelineOf(report);
  // Less than a second is mostly start-up, and a percentage says nothing about the schedule.
  if (staged < 1000 || Math.abs(saved) < 0.05) return '';
  return formatAgainstNamed(report.duration, staged, 'staged');
}

const ends: readonly TaskStatus[] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped', 'not-needed'];
const unended: readonly TaskStatus[] = ['running', 'stopping', 'waiting', 'backoff', 'pending'];

function endings(report: RunReport): string {
  const { counts } = report;
  const total = report.tasks.size;
  if (total > 0 && counts.succeeded === total) return `${kinds(report)}, all succeeded`;
  const parts = ends
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${ended(report, status)}`);
  const open = unended.reduce((sum, status) => sum + counts[status], 0);
  if (open > 0) parts.push(`${open} did not end`);
  return `of ${kinds(report)}, ${parts.length === 0 ? 'none ended' : listed(parts)}`;
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

function cause(report: RunReport, escapeText: (text: string) => string): string {
  const signal = report.interruptions[0]?.signal;
  return signal === undefined ? '' : ` (${escapeText(signal)})`;
}
