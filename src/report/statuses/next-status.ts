import { type CommitStatus, isSettled } from './commit-status.ts';
import type { StatusContext } from './contexts.ts';

/** What was sent for a context last, and how often. */
export interface SentStatus {
  readonly status: CommitStatus;
  /** Requests, without those that failed. */
  readonly count: number;
}

export interface NextStatus {
  readonly context: StatusContext;
  readonly status: CommitStatus;
}

/**
 * Requests of one run that only change a pending status. GitHub allows 500 requests an hour that create something, for all workflows of a
 * repository together; the first and the last status of 100 contexts are 200 of them.
 */
export const MOST_CHANGES = 100;

/**
 * The status to send next: a result before anything else, then a context without any status, then a transition of one that is pending. Undefined
 * if everything that has to be said was said.
 *
 * @param wanted the status of each context now, in the order of the mission file
 * @param sent by context
 */
export function nextStatus(
  wanted: readonly NextStatus[],
  sent: ReadonlyMap<string, SentStatus>,
): NextStatus | undefined {
  const news = wanted.filter(({ context, status }) => sent.get(context.context)?.status.phase !== status.phase);
  const result = news.find(({ status }) => isSettled(status));
  if (result !== undefined) return result;
  const first = news.find(({ context }) => !sent.has(context.context));
  if (first !== undefined) return first;
  return changesLeft(sent) > 0 ? news[0] : undefined;
}

function changesLeft(sent: ReadonlyMap<string, SentStatus>): number {
  let changes = 0;
  for (const { count } of sent.values()) changes += count - 1;
  return MOST_CHANGES - changes;
}
