import type { TestFailure } from '../../schedule/events/test-results.ts';

/**
 * Finds the tests of one file that their tool ran again. Some tools write an entry for each attempt, with the same names.
 * So do tools whose parametrised tests share one name, and one of those that fails must never be hidden by another that
 * passes. Entries are attempts of one test only if all but the last failed, the last passed, and none comes after it:
 * no tool runs a test again that has passed.
 */
export interface Attempts {
  /** @param key suite, class and name, and the place in the source if the file gives it */
  passed(key: string): void;
  skipped(key: string): void;
  /** @param failure the same object as in the list of failures */
  failed(key: string, failure: TestFailure): void;
  /** What failed and passed in the end. */
  retried(): readonly Retried[];
  /** What failed several times and never passed. */
  failedAgain(): readonly Retried[];
}

export interface Retried {
  /** All failed attempts, in order. */
  readonly failures: readonly TestFailure[];
}

/** Limits on what is remembered. Beyond them, a test that failed stays failed. */
const mostFailing = 2_000;
const mostPassed = 100_000;

interface Entry {
  readonly failures: TestFailure[];
  passes: number;
  /** Their order shows that these are several tests. */
  several: boolean;
}

export function createAttempts(): Attempts {
  const failing = new Map<string, Entry>();
  /** Hashes instead of names: a collision only leaves a test failed. */
  const passed = new Set<number>();
  let overflow = false;
  return {
    passed: (key) => {
      const entry = failing.get(key);
      if (entry !== undefined) entry.passes++;
      else if (passed.size < mostPassed) passed.add(hash(key));
      else overflow = true;
    },
    skipped: (key) => {
      const entry = failing.get(key);
      if (entry !== undefined) entry.several = true;
    },
    failed: (key, failure) => {
      const entry = failing.get(key);
      if (entry !== undefined) {
        if (entry.passes > 0) entry.several = true;
        entry.failures.push(failure);
      } else if (!overflow && failing.size < mostFailing) {
        failing.set(key, { failures: [failure], passes: 0, several: passed.has(hash(key)) });
      }
    },
    retried: () => [...failing.values()].filter(({ passes, several }) => passes === 1 && !several),
    failedAgain: () => [...failing.values()].filter(({ failures, passes }) => passes === 0 && failures.length > 1),
  };
}

/** 32-bit FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
