import type { AttemptReport } from '../../model/attempt.ts';
import { attemptDuration, pausedTime, type RunReport, type TaskReport } from '../../model/run.ts';
import { fencedBlock, markdownText } from '../../text/escape.ts';
import { dash, formatDuration, formatOffset, plural } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { CAUSES_TITLE, causeLines, TAIL_TITLE } from '../../words/cause-lines.ts';
import { attemptLimit, attemptOutcome, exitText, statusMark } from '../../words/status-text.ts';
import { waitsText } from '../../words/waits.ts';
import { failureList } from './test-results.ts';

const mostRows = 100;
const mostTails = 5;

const columns: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'Status' },
  { title: 'Launched', align: 'right' },
  { title: 'Waited' },
  { title: 'Ended', align: 'right' },
  { title: 'Duration', align: 'right' },
  { title: 'Back-off', align: 'right' },
  { title: 'Why' },
];

/** Each attempt and why another one followed; '' for a task that was launched once or never. */
export function attemptsSection(report: RunReport, task: TaskReport): string {
  const attempts = task.attemptList;
  if (attempts.length < 2 && task.status !== 'backoff') return '';
  const shown = attempts.slice(-mostRows);
  const hidden = attempts.length - shown.length;
  const retried = attempts.filter((attempt) => attempt.retry !== undefined).slice(-mostTails);
  return [
    `## Attempts: ${task.attempts} of ${attemptLimit(task)}${evictedPhrase(task)}`,
    ...(hidden > 0
      ? [`${plural(hidden, 'older attempt is', 'older attempts are')} only in the journal, \`events.jsonl\`.`]
      : []),
    attemptTable(report, shown),
    ...retried.flatMap(endOfAttempt),
  ].join('\n\n');
}

/** Its launches before the run was resumed, and how each of them ended; '' if there were none. */
export function earlierSection(report: RunReport, { earlier = [] }: TaskReport): string {
  if (earlier.length === 0) return '';
  const hidden = Math.max(0, earlier.length - mostRows);
  return [
    `## Launched before the resume: ${earlier.length} ${earlier.length === 1 ? 'time' : 'times'}`,
    ...(hidden > 0
      ? [`${plural(hidden, 'older attempt is', 'older attempts are')} only in the journal, \`events.jsonl\`.`]
      : []),
    attemptTable(report, earlier.slice(-mostRows)),
  ].join('\n\n');
}

function attemptTable(report: RunReport, attempts: readonly AttemptReport[]): string {
  return markdownTable(
    columns,
    attempts.map((attempt) => row(report, attempt)),
  );
}

function row(report: RunReport, attempt: AttemptReport): string[] {
  const { ended, retry } = attempt;
  return [
    String(attempt.number),
    `${statusMark[attempt.status]} ${attemptOutcome(attempt)}${pausedPhrase(report, attempt)}`,
    formatOffset(attempt.started, report.duration),
    waitsText(attempt.waited) || dash,
    ended === undefined ? dash : formatOffset(ended, report.duration),
    formatDuration(attemptDuration(report, attempt)),
    retry === undefined || ended === undefined ? dash : formatDuration(retry.until - ended),
    attempt.reason === undefined ? exitText(attempt) || dash : markdownText(attempt.reason),
  ];
}

/** An evicted launch is no attempt of `retry`, but has a row of its own. */
function evictedPhrase({ attemptList }: TaskReport): string {
  const count = attemptList.filter(({ status }) => status === 'evicted').length;
  return count === 0 ? '' : `, and ${plural(count, 'launch that was evicted', 'launches that were evicted')}`;
}

function pausedPhrase(report: RunReport, attempt: AttemptReport): string {
  return attempt.pauses === undefined ? '' : `, paused for ${formatDuration(pausedTime(report, attempt))}`;
}

/** What is left of an attempt that was retried: a failure that does not repeat can only be understood with it. */
function endOfAttempt(attempt: AttemptReport): string[] {
  const lines = causeLines(attempt.causes, attempt.logTail ?? '');
  const parts = [
    failureList(attempt.results, 10),
    ...(lines.length === 0 ? [] : [CAUSES_TITLE, fencedBlock(lines.join('\n')), TAIL_TITLE]),
    attempt.logTail === undefined ? '' : fencedBlock(attempt.logTail),
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [`### Attempt ${attempt.number} ended with`, ...parts];
}
