import type { TestFailure } from '../../schedule/events/test-results.ts';
import type { Siblings } from './junit-parser.ts';
import type { TestResults } from './test-results.ts';

/**
 * Surefire writes a file for each class. With `@Nested` classes it writes the first attempts of the outer class's tests into
 * the file of the nested class (`a.FlakyTest$Inner`), and what passed when it was tried again into the file of the class
 * itself (`a.FlakyTest`). Only this is joined over files: two files with tests of the same names are otherwise two runs,
 * such as of two browsers, and each of their failures counts.
 */
export interface NestedRetries {
  /** @param folder of the file that is read next; classes of one name in two folders are two classes */
  of(folder: string): Siblings;
  /** The results of all files, with those tests counted once. */
  settle(results: TestResults): TestResults;
}

interface Entry {
  readonly failure: TestFailure;
  failures: number;
  passes: number;
}

const mostEntries = 1_000;

export function createNestedRetries(): NestedRetries {
  const entries = new Map<string, Entry>();
  return {
    of: (folder) => ({
      failed: (suite, group, name, failure) => {
        const key = [folder, group, name].join('\0');
        const entry = entries.get(key);
        if (entry !== undefined) entry.failures++;
        else if (isNested(suite, group) && entries.size < mostEntries) {
          entries.set(key, { failure, failures: 1, passes: 0 });
        }
      },
      passed: (suite, group, name) => {
        const entry = suite === group ? entries.get([folder, group, name].join('\0')) : undefined;
        if (entry !== undefined) entry.passes++;
      },
    }),
    settle: (results) => {
      const retried = [...entries.values()].filter(({ failures, passes }) => failures === 1 && passes === 1);
      const failures = retried.map(({ failure }) => failure);
      return {
        tests: results.tests - retried.length,
        failed: results.failed - retried.length,
        skipped: results.skipped,
        flaky: results.flaky + retried.length,
        failures: results.failures.filter((failure) => !failures.includes(failure)),
        cases: results.cases,
        flakyTests: [...results.flakyTests, ...failures.filter(({ name }) => name !== '')],
      };
    },
  };
}

function isNested(suite: string, group: string): boolean {
  return group !== '' && suite.startsWith(`${group}$`);
}
