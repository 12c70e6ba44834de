import { troubled } from '../analysis/figures.ts';
import { countsCell } from '../analysis/test-results.ts';
import type { RunReport, TaskReport, TaskStatus } from '../model/run.ts';
import { markdownText } from '../text/escape.ts';
import { type Column, markdownTable } from '../text/markdown-table.ts';
import { utf8Length } from '../text/utf8-length.ts';
import { statusText } from '../words/status-text.ts';
import { evidence, failureIntro, failuresHeading } from './sections/failures.ts';
import { startedCell } from './sections/results.ts';
import { failedServices, serviceFailure } from './sections/services.ts';
import { durationCell, idCell, nothing, whyCell } from './task/columns.ts';

/** A part that was made to fit, and whether that took something away. */
export interface Cut {
  readonly text: string;
  readonly cut: boolean;
}

/** More open log tails than these nobody reads on one page. */
const mostFailures = 50;

/** What failed, with the ends of the logs, as many as fit. */
export function cutFailures(report: RunReport, most: number): Cut {
  const failures = troubled(report);
  const services = failedServices(report);
  const total = services.length + failures.length;
  if (total === 0) return { text: '', cut: false };
  const heading = failuresHeading(report, failures);
  const blocks = [heading];
  let left = most - utf8Length(`${heading}\n\n`);
  for (const failed of [...services, ...failures].slice(0, mostFailures)) {
    const block = 'service' in failed ? serviceFailure(report, failed, false) : failureBlock(report, failed);
    left -= utf8Length(`${block}\n\n`);
    if (left < 0) break;
    blocks.push(block);
  }
  const shown = blocks.length - 1;
  return { text: shown === 0 ? '' : blocks.join('\n\n'), cut: shown < total };
}

function failureBlock(report: RunReport, task: TaskReport): string {
  return [...failureIntro(report, task), ...evidence(task, { lines: 30, characters: 6000 })].join('\n\n');
}

/** In a cut table the rows that explain the verdict stay. */
const rank: Readonly<Record<TaskStatus, number>> = {
  failed: 0,
  'timed-out': 0,
  cancelled: 1,
  running: 1,
  stopping: 1,
  backoff: 1,
  waiting: 1,
  pending: 1,
  skipped: 2,
  'not-needed': 2,
  succeeded: 3,
};

function columns(withCases: boolean): readonly Column[] {
  return [
    { title: 'Id' },
    { title: 'Name' },
    { title: 'Status' },
    { title: 'Started', align: 'right' },
    { title: 'Duration', align: 'right' },
    ...(withCases ? [{ title: 'Test cases' }] : []),
    { title: 'Why' },
  ];
}

/** The results of all tasks and tests, as many rows as fit. */
export function cutResults(report: RunReport, most: number): Cut {
  const tasks = [...report.tasks.values()];
  if (tasks.length === 0) return { text: '', cut: false };
  const heading = '## Results';
  let left = most - utf8Length(`${heading}\n\n\n\nAnd ${tasks.length} more.`) - 400;
  const withCases = tasks.some((task) => countsCell(task) !== '');
  const shown = new Map<TaskReport, string[]>();
  for (const task of [...tasks].sort((one, other) => rank[one.status] - rank[other.status])) {
    const cells = row(report, task, withCases);
    left -= utf8Length(`| ${cells.join(' | ')} |\n`);
    if (left < 0) break;
    shown.set(task, cells);
  }
  if (shown.size === 0) return { text: '', cut: true };
  const rows = tasks.flatMap((task) => {
    const cells = shown.get(task);
    return cells === undefined ? [] : [cells];
  });
  const hidden = tasks.length - shown.size;
  const table = markdownTable(columns(withCases), rows, 0);
  return { text: [heading, table, ...(hidden > 0 ? [`And ${hidden} more.`] : [])].join('\n\n'), cut: hidden > 0 };
}

function row(report: RunReport, task: TaskReport, withCases: boolean): string[] {
  return [
    idCell(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    startedCell(report, task),
    durationCell(report, task),
    ...(withCases ? [countsCell(task) || nothing] : []),
    whyCell(task),
  ];
}
