import type { LeftBehind } from '../../schedule/events/event.ts';
import type { ResultsReader } from '../results/load-reader.ts';
import type { ResultsBefore } from '../results/read.ts';

export interface ResultsQuestion {
  readonly root: string;
  /** Path or pattern, as in the mission file. */
  readonly written: string;
  readonly before: ResultsBefore;
  /** Its last step exited with 0. */
  readonly exitedWell: boolean;
}

type Results = Pick<LeftBehind, 'results' | 'resultsProblem'>;

/**
 * What a task's own tests gave. Results that cannot be read are a problem of a task that says it went well; one that
 * failed has its reason already, and may not have come as far as writing them.
 */
export function collectResults(question: ResultsQuestion, reader: ResultsReader): Results {
  const { root, written, before, exitedWell } = question;
  const { results, problems } = reader.readResults(root, written, before);
  const { tests, failed, skipped, failures } = results;
  const known = problems.length === 0 || tests > 0;
  const named = failures.map(({ name, message }) => ({ name, message }));
  return {
    ...(known ? { results: { tests, failed, skipped, failures: named } } : {}),
    ...(problems.length > 0 && exitedWell ? { resultsProblem: problems.join('; ') } : {}),
  };
}
