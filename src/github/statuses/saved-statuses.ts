import { saveState } from '@actions/core';
import type { StatusContext } from '../../report/statuses/contexts.ts';

/** What `post` has to know about the statuses of a run. */
export interface SavedStatuses {
  /** Contexts without a result. */
  readonly open: readonly StatusContext[];
  /** Their result if there is no report: a sentence. */
  readonly why: string;
}

interface Saved {
  readonly contexts: readonly (readonly [id: string, context: string])[];
  readonly why: string;
}

/** Saves the contexts before the first request, so that `post` can settle all of them if `main` is killed. */
export function saveContexts(contexts: readonly StatusContext[], why: string): void {
  const saved: Saved = { contexts: contexts.map(({ id, context }) => [id, context]), why };
  saveState('contexts', JSON.stringify(saved));
}

/** Saves which contexts have their result, by their index. */
export function saveResults(indexes: readonly number[]): void {
  saveState('results', indexes.join(','));
}

/** Nothing is left for `post`: everything was sent, or nothing can be. */
export function saveStatusesOver(): void {
  saveState('contexts', '');
}

/** Reads the variables `STATE_*` that the runner sets for `post`. Undefined if nothing is left to do. */
export function readSavedStatuses(environment: NodeJS.ProcessEnv): SavedStatuses | undefined {
  const { STATE_contexts: contexts = '', STATE_results: results = '' } = environment;
  if (contexts === '') return undefined;
  const { contexts: all, why } = JSON.parse(contexts) as Saved;
  const sent = new Set(results === '' ? [] : results.split(',').map(Number));
  const open = all.map(([id, context]) => ({ id, context })).filter((_, index) => !sent.has(index));
  return open.length === 0 ? undefined : { open, why };
}
