/** Counts of test cases, and the first of those that failed. */
export interface TestResults {
  readonly tests: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
  /** Test cases that failed first and passed when their tool tried them again: part of `tests`, not of `failed`. */
  readonly flaky?: number;
  /** The first of them, with the message of their first failure. */
  readonly flakyTests?: readonly TestFailure[];
  /** The first of those that passed or were skipped, at most 200; absent if there are none, and in journals of older versions. */
  readonly cases?: readonly TestCase[];
}

export interface TestFailure {
  readonly name: string;
  readonly message: string;
  /** Source of the test: relative to the root of the mission if it is inside of it. Absent if its tool does not write it. */
  readonly file?: string;
  /** In that file, counted from 1. */
  readonly line?: number;
  /** Milliseconds. */
  readonly time?: number;
}

/** A test case that passed or was skipped. */
export interface TestCase {
  readonly name: string;
  /** Milliseconds; absent if its tool does not write it. */
  readonly time?: number;
  readonly skipped?: true;
}
