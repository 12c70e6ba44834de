import { fencedBlock, markdownText } from './escape.ts';
import { failureSentence, failuresHeading } from './failures-section.ts';
import { tailOf } from './log-tail.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import { troubled } from './report-figures.ts';
import { startedCell } from './results-section.ts';
import type { RunReport, TaskReport, TaskStatus } from './run-report.ts';
import { statusMark, statusText } from './status-text.ts';
import { durationCell, idCell, whyCell } from './task-columns.ts';
import { utf8Length } from './utf8-length.ts';

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
  if (failures.length === 0) return { text: '', cut: false };
  const heading = failuresHeading(failures);
  const blocks = [heading];
  let left = most - utf8Length(`${heading}\n\n`);
  for (const task of failures.slice(0, mostFailures)) {
    const block = failureBlock(report, task);
    left -= utf8Length(`${block}\n\n`);
    if (left < 0) break;
    blocks.push(block);
  }
  const shown = blocks.length - 1;
  return { text: shown === 0 ? '' : blocks.join('\n\n'), cut: shown < failures.length };
}

function failureBlock(report: RunReport, task: TaskReport): string {
  const { id, name } = task.task;
  const tail = tailOf(task.left?.logTail, { lines: 30, characters: 6000 });
  return [
    `### ${statusMark[task.status]} ${markdownText(name === id ? id : `${id} ${name}`)}`,
    failureSentence(report, task),
    ...(tail === '' ? [] : [fencedBlock(tail)]),
  ].join('\n\n');
}

/** In a cut table the rows that explain the verdict stay. */
const rank: Readonly<Record<TaskStatus, number>> = {
  failed: 0,
  'timed-out': 0,
  cancelled: 1,
  running: 1,
  stopping: 1,
  waiting: 1,
  pending: 1,
  skipped: 2,
  'not-needed': 2,
  succeeded: 3,
};

const columns: readonly Column[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'Started', align: 'right' },
  { title: 'Duration', align: 'right' },
  { title: 'Why' },
];

/** The results of all tasks and tests, as many rows as fit. */
export function cutResults(report: RunReport, most: number): Cut {
  const tasks = [...report.tasks.values()];
  if (tasks.length === 0) return { text: '', cut: false };
  const heading = '## Results';
  let left = most - utf8Length(`${heading}\n\n\n\nAnd ${tasks.length} more.`) - 400;
  const shown = new Map<TaskReport, string[]>();
  for (const task of [...tasks].sort((one, other) => rank[one.status] - rank[other.status])) {
    const cells = row(report, task);
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
  const table = markdownTable(columns, rows, 0);
  return { text: [heading, table, ...(hidden > 0 ? [`And ${hidden} more.`] : [])].join('\n\n'), cut: hidden > 0 };
}

function row(report: RunReport, task: TaskReport): string[] {
  return [
    idCell(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    startedCell(report, task),
    durationCell(report, task),
    whyCell(task),
  ];
}
