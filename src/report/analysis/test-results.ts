import type { TestResults } from '../../schedule/events/event.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { plural } from '../text/format.ts';

/** What tasks and tests reported in JUnit XML or TAP. Their entries are called test cases: a test is a part of the mission. */

export type ResultCounts = Pick<TestResults, 'tests' | 'failed' | 'skipped'>;

/** Sums over the newest attempts; undefined when nobody reported any. */
export function totalResults(report: RunReport): (ResultCounts & { readonly from: number }) | undefined {
  let from = 0;
  const sum = { tests: 0, failed: 0, skipped: 0 };
  for (const { left } of report.tasks.values()) {
    if (left?.results === undefined) continue;
    from += 1;
    sum.tests += left.results.tests;
    sum.failed += left.results.failed;
    sum.skipped += left.results.skipped;
  }
  return from === 0 ? undefined : { ...sum, from };
}

/** `212 test cases, 3 failed, 1 skipped`; without the kinds that there are none of. */
export function countsText(counts: ResultCounts): string {
  return plural(counts.tests, 'test case') + exceptions(counts);
}

/** `212, 3 failed, 1 skipped`, where a heading says of what. */
export function bareCounts(counts: ResultCounts): string {
  return `${counts.tests}${exceptions(counts)}`;
}

function exceptions({ failed, skipped }: ResultCounts): string {
  return [...(failed > 0 ? [`, ${failed} failed`] : []), ...(skipped > 0 ? [`, ${skipped} skipped`] : [])].join('');
}

/** The same for a column of test cases; '' without results. */
export function countsCell(task: TaskReport): string {
  const results = task.left?.results;
  if (results !== undefined) return bareCounts(results);
  return task.left?.resultsProblem === undefined ? '' : 'not readable';
}
