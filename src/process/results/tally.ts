import type { TestCase, TestFailure } from '../../schedule/events/test-results.ts';
import type { FoundFailure, Place } from './sources/place.ts';
import { caseOf, cutText, firstCases, longestText, mostCases, mostFailures, type TestResults } from './test-results.ts';

/** Counts of one result file, while it is read. */
export interface Tally {
  tests: number;
  failed: number;
  skipped: number;
  /** Of those that were skipped, the ones that failed as expected. */
  excused: number;
  /** @returns the failure as it is listed; one object for each call. */
  fail(name: string, message: string, facts?: Facts): TestFailure;
  /** A test that did not fail. It is listed only: the caller counts it. */
  list(name: string, time: number | undefined, skipped: boolean): void;
  /** The same for cases that are listed elsewhere already. */
  listAll(cases: readonly TestCase[]): void;
  /** Tests that were counted as failed and passed when they were tried again. Each was counted once for every attempt. */
  retry(failures: readonly TestFailure[]): void;
  /** Failures of one test, each of which was counted as a test. The last one stays. */
  failAgain(failures: readonly TestFailure[]): void;
  /** A test that passed and whose earlier failure is known. */
  flaky(name: string, message: string, facts?: Facts): void;
  results(): TestResults;
}

/** What some tools write besides the name and the message. */
export interface Facts {
  /** Shown if none of `places` is a file of the workspace. */
  readonly place?: Place | undefined;
  /** The best first; absent: only `place`. */
  readonly places?: readonly Place[] | undefined;
  /** Milliseconds. */
  readonly time?: number | undefined;
}

/** Failures that keep their text: more than are listed, because some may turn out to be flaky. */
const mostTexts = 2 * mostFailures;

/** Stands for each failure beyond that. */
const unlisted = { name: '', message: '' };

export function createTally(): Tally {
  const failures: TestFailure[] = [];
  const flakyTests: TestFailure[] = [];
  const cases: TestCase[] = [];
  const retried = new Set<TestFailure>();
  let flaky = 0;

  const addFlaky = (failure: TestFailure): void => {
    flaky++;
    if (failure.name !== '' && flakyTests.length < mostFailures) flakyTests.push(failure);
  };

  const tally: Tally = {
    tests: 0,
    failed: 0,
    skipped: 0,
    excused: 0,
    fail: (name, message, facts) => {
      tally.failed++;
      if (failures.length >= mostTexts) return { ...unlisted };
      const failure = shown(name, message, facts);
      failures.push(failure);
      return failure;
    },
    list: (name, time, skipped) => {
      if (cases.length < mostCases) cases.push(caseOf(name, time, skipped));
    },
    listAll: (listed) => {
      cases.push(...listed.slice(0, Math.max(0, mostCases - cases.length)));
    },
    retry: (attempts) => {
      const [first] = attempts;
      if (first === undefined) return;
      tally.tests -= attempts.length;
      tally.failed -= attempts.length;
      for (const failure of attempts) retried.add(failure);
      addFlaky(first);
    },
    failAgain: (attempts) => {
      const earlier = attempts.slice(0, -1);
      tally.tests -= earlier.length;
      tally.failed -= earlier.length;
      for (const failure of earlier) retried.add(failure);
    },
    flaky: (name, message, facts) => addFlaky(shown(name, message, facts)),
    results: () => ({
      tests: Math.max(tally.tests, tally.failed + tally.skipped),
      failed: tally.failed,
      skipped: tally.skipped,
      flaky,
      failures: failures.filter((failure) => !retried.has(failure)).slice(0, mostFailures),
      flakyTests,
      cases: firstCases(cases),
    }),
  };
  return tally;
}

function shown(name: string, message: string, { place, places = [], time }: Facts = {}): FoundFailure {
  const candidates = places.length > 0 || place === undefined ? places : [place];
  return {
    name: cutText(name, longestText) || 'unnamed test',
    message: cutText(message, longestText) || 'no message',
    ...place,
    ...(candidates.length === 0 ? {} : { places: candidates }),
    ...(time === undefined ? {} : { time }),
  };
}
