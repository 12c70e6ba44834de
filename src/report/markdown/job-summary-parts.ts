import type { RunReport, TaskStatus } from '../model/run.ts';
import { failuresOf } from '../sections/failures.ts';
import { briefResultsTable } from '../sections/results.ts';
import { markdownTable } from '../text/markdown-table.ts';
import { utf8Length } from '../text/utf8-length.ts';
import { paintRows } from './parts/paint.ts';
import { failureBlock } from './sections/failures.ts';

/** A part that fits, and whether something was left out for that. */
export interface Cut {
  readonly text: string;
  readonly cut: boolean;
}

/** A page with more open logs than this is not read to its end. */
const mostFailures = 50;
const tailBounds = { lines: 30, characters: 6000 };

/** What failed, with the ends of the logs, as many entries as fit. */
export function cutFailures(report: RunReport, most: number): Cut {
  const failures = failuresOf(report);
  if (failures === undefined) return { text: '', cut: false };
  const heading = `## ${failures.title}`;
  const blocks = [heading];
  let left = most - utf8Length(`${heading}\n\n`);
  for (const failure of failures.entries.slice(0, mostFailures)) {
    const block = failureBlock(report, failure, tailBounds, 'alone');
    left -= utf8Length(`${block}\n\n`);
    if (left < 0) break;
    blocks.push(block);
  }
  const shown = blocks.length - 1;
  return { text: shown === 0 ? '' : blocks.join('\n\n'), cut: shown < failures.entries.length };
}

/** In a cut table, the rows that explain the verdict stay. */
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

/** Bytes for the heading of the table. */
const headingBytes = 400;

/** The results of all tasks and tests, as many rows as fit. */
export function cutResults(report: RunReport, most: number): Cut {
  const table = briefResultsTable(report);
  const tasks = [...report.tasks.values()];
  if (tasks.length === 0) return { text: '', cut: false };
  const heading = '## Results';
  let left = most - utf8Length(`${heading}\n\n\n\nAnd ${tasks.length} more.`) - headingBytes;
  const painted = paintRows(table, 'alone');
  const byRank = tasks
    .map(({ status }, index) => ({ index, rank: rank[status] }))
    .sort((one, other) => one.rank - other.rank);
  const shown = new Set<number>();
  for (const { index } of byRank) {
    left -= utf8Length(`| ${painted[index]?.join(' | ')} |\n`);
    if (left < 0) break;
    shown.add(index);
  }
  if (shown.size === 0) return { text: '', cut: true };
  const rows = painted.filter((_, index) => shown.has(index));
  const hidden = tasks.length - shown.size;
  const text = [heading, markdownTable(table.columns, rows, 0), ...(hidden > 0 ? [`And ${hidden} more.`] : [])];
  return { text: text.join('\n\n'), cut: hidden > 0 };
}
