import { saveState } from '@actions/core';
import { contextOf, type StatusContext } from '../../report/statuses/contexts.ts';

/** What `post` has to know about the statuses of a run. */
export interface SavedStatuses {
  /** Contexts without a result. */
  readonly open: readonly StatusContext[];
  /** Their result if there is no report: a sentence. */
  readonly why: string;
}

/** Without what contexts have in common: Linux limits one variable to 128 KiB. */
interface Saved {
  readonly prefix: string;
  readonly ids: readonly string[];
  readonly why: string;
}

/** Saves the contexts before the first request, so that `post` can settle all of them if `main` is killed. */
export function saveContexts(contexts: readonly StatusContext[], prefix: string, why: string): void {
  const saved: Saved = { prefix, ids: contexts.map(({ id }) => id), why };
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
  const { prefix, ids, why } = JSON.parse(contexts) as Saved;
  const sent = new Set(results === '' ? [] : results.split(',').map(Number));
  const open = ids.map((id) => ({ id, context: contextOf(prefix, id) })).filter((_, index) => !sent.has(index));
  return open.length === 0 ? undefined : { open, why };
}
