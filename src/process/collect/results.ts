import type { LeftBehind } from '../../schedule/events/event.ts';
import type { TestResults } from '../../schedule/events/test-results.ts';
import type { ResultsReader } from '../results/load-reader.ts';
import type { ResultsBefore } from '../results/read.ts';
import type { TestResults as ParsedResults } from '../results/test-results.ts';

export interface ResultsQuestion {
  readonly root: string;
  /** Path or pattern, as in the mission file. */
  readonly written: string;
  /** Working directories of the task and its steps, relative to the root. */
  readonly folders: readonly string[];
  readonly before: ResultsBefore;
  /** The last step has succeeded. */
  readonly exitedWell: boolean;
  /** No test case, or no file at all, is no problem. */
  readonly allowsEmpty: boolean;
  /** False ends the reading. */
  readonly isWanted: () => boolean;
}

export type CollectedResults = Pick<LeftBehind, 'results' | 'resultsProblem'>;

/**
 * Reads what a task's own tests gave, with secrets and in full length: see `redactLeftBehind`. Results that cannot be read
 * are a problem only if the attempt exited well. One that failed has its reason already, and may have ended before it
 * wrote them. Never throws.
 */
export async function collectResults(question: ResultsQuestion, reader: ResultsReader): Promise<CollectedResults> {
  const { root, written, folders, before, exitedWell, allowsEmpty, isWanted } = question;
  const { results, problems } = await reader.readResults(root, written, before, { isWanted, folders, allowsEmpty });
  const known = problems.length === 0 || results.tests > 0;
  return {
    ...(known ? { results: journaled(results) } : {}),
    ...(problems.length > 0 && exitedWell ? { resultsProblem: problems.join('; ') } : {}),
  };
}

/** Flaky tests are rare, so most journals do without the keys. */
function journaled({ tests, failed, skipped, failures, flaky, flakyTests, cases }: ParsedResults): TestResults {
  return {
    ...{ tests, failed, skipped, failures },
    ...(flaky === 0 ? {} : { flaky, flakyTests }),
    ...(cases.length === 0 ? {} : { cases }),
  };
}
