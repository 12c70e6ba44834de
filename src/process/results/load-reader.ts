import type { ReadOptions, ResultsBefore, ResultsRead } from './read.ts';

export interface ResultsReader {
  /** To be called before a task starts. */
  surveyResults(root: string, written: string): ResultsBefore;
  /** To be called after its end. Never throws. */
  readResults(root: string, written: string, before: ResultsBefore, options?: ReadOptions): Promise<ResultsRead>;
}

/** The parsers are loaded only for missions with a task that has `results`. */
export async function loadResultsReader(): Promise<ResultsReader> {
  return await import('./read.ts');
}
