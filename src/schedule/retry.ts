import type { Retry, RetryCause } from '../mission/model/mission.ts';
import type { State } from './state/state.ts';

/** How the step exited that decided the end of an attempt; empty if its process could not be started. */
export interface DecidingExit {
  readonly exitCode?: number;
  /** The line of the log that `retry.on` names. */
  readonly retryLine?: string;
}

/** True if `retry.on` names how this attempt ended: its cause, its exit code, or a line of its log. */
export function isRetried(retry: Retry, cause: RetryCause, exit: DecidingExit): boolean {
  if (retry.on.includes(cause)) return true;
  // The exit code of a process that was stopped says nothing.
  const { exitCode } = cause === 'timeout' ? {} : exit;
  if (exitCode !== undefined && retry.exitCodes?.includes(exitCode) === true) return true;
  return matchedLine(retry, exit) !== undefined;
}

/** The line of the log because of which an attempt is retried; undefined if none of `retry.on` matches. */
export function matchedLine({ log }: Retry, exit: DecidingExit): string | undefined {
  return log === undefined ? undefined : exit.retryLine;
}

/**
 * Milliseconds between the end of this attempt and the next one. With `jitter`, a part of the wait is left out at random, so that tasks that
 * failed together do not try again together. The randomness is a hash of the run, the task and the attempt: the same run always waits as long.
 */
export function retryWait(state: State, id: string, retry: Retry, attempt: number): number {
  const { delay, backoff, jitter = 0, maxDelay = Number.POSITIVE_INFINITY } = retry;
  const wait = Math.min(maxDelay, delay * backoff ** (attempt - 1));
  if (jitter === 0) return wait;
  const random = share(`${state.seed ?? ''}\n${state.machine.hostname}\n${id}\n${attempt}`);
  return Math.round(wait * (1 - jitter * random));
}

/** A number from 0 to below 1, evenly distributed: FNV-1a over the UTF-16 units, mixed as MurmurHash3 does at its end. */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
