import type { TestResults as CountedResults, TestFailure as NamedFailure } from '../../schedule/events/event.ts';

/** What a task's own tests gave, added up over all files that it wrote: the first 50 failures, with details. */
export interface TestResults extends CountedResults {
  readonly failures: readonly TestFailure[];
}

/** Name: class or file, and the test's own. Message: one line or a few, at most 300 characters. */
export interface TestFailure extends NamedFailure {
  /** Such as a stack trace, at most 2,000 characters; may be empty. */
  readonly detail: string;
}

export const mostFailures = 50;

export const noResults: TestResults = { tests: 0, failed: 0, skipped: 0, failures: [] };

export function addResults(one: TestResults, other: TestResults): TestResults {
  return {
    tests: one.tests + other.tests,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...other.failures].slice(0, mostFailures),
  };
}

export type ParsedResults =
  | { readonly type: 'results'; readonly results: TestResults }
  /** Why the text could not be understood: part of a sentence that names the file. */
  | { readonly type: 'problem'; readonly message: string };

/** At most so many characters, never half of one that takes two units, and a sign that something is missing. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
