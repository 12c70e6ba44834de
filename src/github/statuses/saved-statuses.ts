import { saveState } from '@actions/core';
import type { StatusContext } from '../../report/statuses/contexts.ts';

/** What `post` has to know about the statuses of a run. */
export interface SavedStatuses {
  /** Contexts without a result. */
  readonly open: readonly StatusContext[];
}

/** Saves the contexts before the first request, so that `post` can settle all of them if `main` is killed. */
export function saveContexts(contexts: readonly StatusContext[]): void {
  saveState('contexts', JSON.stringify(contexts.map(({ id, context }) => [id, context])));
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
  const all = JSON.parse(contexts) as readonly (readonly [string, string])[];
  const sent = new Set(results === '' ? [] : results.split(',').map(Number));
  const open = all.map(([id, context]) => ({ id, context })).filter((_, index) => !sent.has(index));
  return open.length === 0 ? undefined : { open };
}
