import { sanitizeText } from '../../base/sanitize.ts';
import type { TestFailure, TestResults } from '../../schedule/events/test-results.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { plural } from '../text/format.ts';

/** What tasks and tests reported in JUnit XML or TAP. An entry is called a test case, since a test is a part of the mission. */

export type ResultCounts = Pick<TestResults, 'tests' | 'failed' | 'skipped' | 'flaky'>;

/** Sums over the newest attempts; undefined if no task reported results. */
export function totalResults(report: RunReport): (ResultCounts & { readonly from: number }) | undefined {
  let from = 0;
  const sum = { tests: 0, failed: 0, skipped: 0, flaky: 0 };
  for (const { left } of report.tasks.values()) {
    if (left?.results === undefined) continue;
    from += 1;
    sum.tests += left.results.tests;
    sum.failed += left.results.failed;
    sum.skipped += left.results.skipped;
    sum.flaky += left.results.flaky ?? 0;
  }
  return from === 0 ? undefined : { ...sum, from };
}

/** `212 test cases, 3 failed, 1 skipped, 2 flaky`; a part that is zero is left out. */
export function countsText(counts: ResultCounts): string {
  return plural(counts.tests, 'test case') + exceptions(counts);
}

/** `212, 3 failed, 1 skipped`, under a heading that names the unit. */
export function bareCounts(counts: ResultCounts): string {
  return `${counts.tests}${exceptions(counts)}`;
}

function exceptions({ failed, skipped, flaky = 0 }: ResultCounts): string {
  return [
    ...(failed > 0 ? [`, ${failed} failed`] : []),
    ...(skipped > 0 ? [`, ${skipped} skipped`] : []),
    ...(flaky > 0 ? [`, ${flaky} flaky`] : []),
  ].join('');
}

/** The same for one task; '' without results. */
export function countsCell(task: TaskReport): string {
  const results = task.left?.results;
  if (results !== undefined) return bareCounts(results);
  return task.left?.resultsProblem === undefined ? '' : 'not readable';
}

/** Test cases that failed, with the first line of each message. */
export interface FailedCases {
  /** `212 test cases, 3 failed`. */
  readonly counts: string;
  /** Untrusted; a message or a place is '' if there is none. */
  readonly shown: readonly { readonly name: string; readonly message: string; readonly place: string }[];
  /** How many failed beyond those that are shown; 0 if none is shown. */
  readonly hidden: number;
}

/** Undefined if no test case failed. */
export function failedCases(results: TestResults | undefined, most: number): FailedCases | undefined {
  if (results === undefined || results.failed === 0) return undefined;
  const own = ownFailures(results.failures);
  const shown = own.slice(0, most).map((failure) => {
    const { name, message } = failure;
    // Cut first: cleaning megabytes for one line would take time.
    const [first = ''] = sanitizeText(message.slice(0, 1000)).trim().split('\n');
    return { name: caseName(name), message: first, place: placeText(failure) };
  });
  const repeated = results.failures.length - own.length;
  const hidden = shown.length === 0 ? 0 : results.failed - repeated - shown.length;
  return { counts: countsText(results), shown, hidden };
}

/** The failures without those that only repeat a failed part: Go reports a test whose subtest failed too, without a message of its own. */
export function ownFailures(failures: readonly TestFailure[]): readonly TestFailure[] {
  return failures.filter(
    ({ name, file }) => file !== undefined || !failures.some((other) => other.name.startsWith(`${name}/`)),
  );
}

/** `api/a.test.ts:7`, `api/a.test.ts`, or '' if its tool did not write the file. Untrusted. */
export function placeText({ file, line }: Pick<TestFailure, 'file' | 'line'>): string {
  if (file === undefined) return '';
  return line === undefined ? file : `${file}:${line}`;
}

/** For a heading: a test case may come without a name. */
export function caseName(name: string): string {
  return name.trim() === '' ? 'without a name' : name;
}
