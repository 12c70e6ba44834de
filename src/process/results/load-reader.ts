import type { ResultsBefore, ResultsRead } from './read.ts';

export interface ResultsReader {
  /** To be called before a task starts. */
  surveyResults(root: string, written: string): ResultsBefore;
  /** To be called after its end. */
  readResults(root: string, written: string, before: ResultsBefore): ResultsRead;
}

/** The parsers are not loaded with everything else: only missions with a task that has `results` need it. */
export async function loadResultsReader(): Promise<ResultsReader> {
  return await import('./read.ts');
}
