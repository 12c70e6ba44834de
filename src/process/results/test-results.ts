import type { TestCase } from '../../schedule/events/test-results.ts';
import type { FoundFailure } from './sources/place.ts';

/**
 * What the tests of a task reported, summed over all files that the task wrote. A test counts once, however often its
 * tool ran it. Messages and names are as long as `longestText`: they are cut for the journal after secrets are redacted,
 * because half of a secret cannot be recognized.
 */
export interface TestResults {
  readonly tests: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that failed first and passed when their tool tried them again. Counted in `tests`, not in `failed`. */
  readonly flaky: number;
  /** The first `mostFailures` that failed. */
  readonly failures: readonly FoundFailure[];
  /** The first `mostFailures` that are flaky, with the message of the first failure. */
  readonly flakyTests: readonly FoundFailure[];
  /** The first `mostCases` that passed or were skipped. Their names are cut already. */
  readonly cases: readonly TestCase[];
}

export const mostFailures = 50;

/** Cases that are kept although they did not fail, and UTF-16 units of all their names. */
export const mostCases = 200;
const mostNames = 12_000;

/** UTF-16 units of the name of such a case. */
const longestName = 200;

/** UTF-16 units of a name or message that are kept until secrets are redacted. */
export const longestText = 16 * 1024;

/** What readers keep of such a text: one more, so that `cutText` marks one that was cut, and half of a secret before the mark is redacted. */
export const longestRead = longestText + 1;

export const noResults: TestResults = {
  tests: 0,
  failed: 0,
  skipped: 0,
  flaky: 0,
  failures: [],
  flakyTests: [],
  cases: [],
};

export function addResults(one: TestResults, other: TestResults): TestResults {
  return {
    tests: one.tests + other.tests,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    flaky: one.flaky + other.flaky,
    failures: [...one.failures, ...other.failures].slice(0, mostFailures),
    flakyTests: [...one.flakyTests, ...other.flakyTests].slice(0, mostFailures),
    cases: firstCases([...one.cases, ...other.cases]),
  };
}

/** A case that did not fail. */
export function caseOf(name: string, time: number | undefined, skipped: boolean): TestCase {
  return {
    name: cutText(name, longestName),
    ...(time === undefined ? {} : { time }),
    ...(skipped ? { skipped: true } : {}),
  };
}

/** As many as are kept. */
export function firstCases(cases: readonly TestCase[]): readonly TestCase[] {
  let left = mostNames;
  const kept: TestCase[] = [];
  for (const each of cases) {
    left -= each.name.length;
    if (left < 0 || kept.length >= mostCases) break;
    kept.push(each);
  }
  return kept;
}

/** Milliseconds; undefined for what is no time. Some tools write `1,234.5`. */
export function timeOf(written: string | undefined, unit: 's' | 'ms'): number | undefined {
  const number = Number(written?.trim().replaceAll(',', '') || Number.NaN);
  if (!Number.isFinite(number) || number < 0) return undefined;
  return Math.round(number * (unit === 's' ? 1_000_000 : 1000)) / 1000;
}

export type ParsedResults =
  | { readonly type: 'results'; readonly results: TestResults }
  /** Why the text could not be understood: part of a sentence that names the file. Never quotes the file. */
  | { readonly type: 'problem'; readonly message: string };

/** Reads one result file piece by piece. Neither method throws. */
export interface ResultsParser {
  write(text: string): void;
  end(): ParsedResults;
}

/** At most `most` UTF-16 units, with `…` in place of what is missing, and never half of a surrogate pair. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
