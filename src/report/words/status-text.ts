/*
 * `words/`: how documents, log lines and the page name things.
 *
 * One concept has one name everywhere: the statuses of a task (this file), the reasons of a wait (`wait-words.ts`), how
 * something failed (`failure-parts.ts`), what a resume kept (`resume-text.ts`), what files were compared with
 * (`changed-text.ts`). A function gives plain text, or takes the escapes of its document where untrusted text is part of
 * the sentence.
 *
 * Invariants:
 * - No Markdown and no HTML here. The page's script uses `status-text.ts` and `wait-words.ts` too, so these import types only.
 * - A text that is empty means that there is nothing to say, and its caller leaves the cell, line or clause out.
 */
import type { EndStatus } from '../../schedule/events/end-status.ts';
import type { AttemptReport } from '../model/attempt.ts';
import type { ShownStatus, TaskReport, TaskStatus } from '../model/run.ts';

/** One sign for each status, so that a column of a hundred rows can be scanned. */
export const statusMark: Readonly<Record<ShownStatus, string>> = {
  pending: '·',
  waiting: '⏳',
  running: '▶️',
  stopping: '⏹️',
  backoff: '🔁',
  evicted: '♻️',
  succeeded: '✅',
  failed: '❌',
  'timed-out': '⏱️',
  cancelled: '⏹️',
  skipped: '⏭️',
  'not-needed': '➖',
};

const statusWords: Readonly<Record<ShownStatus, string>> = {
  pending: 'pending',
  waiting: 'waiting',
  running: 'running',
  stopping: 'stopping',
  backoff: 'between attempts',
  evicted: 'evicted',
  succeeded: 'succeeded',
  failed: 'failed',
  'timed-out': 'timed out',
  cancelled: 'cancelled',
  skipped: 'skipped',
  'not-needed': 'not needed',
};

/** `succeeded, kept`: the phrase, and whether a resume kept the task. */
export function keptPhrase(task: TaskReport): string {
  return `${statusPhrase(task)}${task.kept === true ? ', kept' : ''}`;
}

/** `timed out`, `failed (allowed)`, `succeeded at attempt 2 of 3`. */
export function statusPhrase(task: TaskReport): string {
  const isNext = task.status === 'backoff' || task.status === 'waiting';
  if (isNext && task.attemptList.at(-1)?.status === 'evicted') return 'evicted, waiting to run again alone';
  if (isNext && task.attempts > 0) {
    const next = task.attempts + 1;
    return `waiting for attempt ${next} of ${Math.max(next, attemptLimit(task))}`;
  }
  if (task.status === 'running' && isPaused(task)) return `paused${attemptPhrase(task)}`;
  const allowed = task.task.continueOnError && hasFailed(task.status) ? ' (allowed)' : '';
  return `${statusWords[task.status]}${attemptPhrase(task)}${allowed}`;
}

/** True while its process tree is stopped, because memory is critical. */
export function isPaused({ attemptList }: TaskReport): boolean {
  const pause = attemptList.at(-1)?.pauses?.at(-1);
  return pause !== undefined && pause.until === undefined;
}

/** ` at attempt 2 of 3`; '' for a task that was launched once or never. */
export function attemptPhrase(task: TaskReport): string {
  return task.attempts < 2 ? '' : ` at attempt ${task.attempts} of ${attemptLimit(task)}`;
}

/** How often it may be launched; a resumed run may have launched it more often. */
export function attemptLimit({ task, attempts }: TaskReport): number {
  return Math.max(task.retry?.attempts ?? 1, attempts);
}

/** It succeeded, but not at the first attempt: in this run it is flaky. */
export function isFlaky({ status, attempts }: TaskReport): boolean {
  return status === 'succeeded' && attempts > 1;
}

/** `failed, out of memory`. */
export function attemptOutcome({ status, outOfMemory }: AttemptReport): string {
  return `${statusWords[status]}${outOfMemory === true ? ', out of memory' : ''}`;
}

/** `failed`, `timed out`: the status alone in words. */
export function statusWord(status: ShownStatus): string {
  return statusWords[status];
}

export function hasFailed(status: TaskStatus): boolean {
  return status === 'failed' || status === 'timed-out';
}

export function hasEnded(status: TaskStatus): status is EndStatus {
  switch (status) {
    case 'pending':
    case 'waiting':
    case 'running':
    case 'stopping':
    case 'backoff':
      return false;
    case 'succeeded':
    case 'failed':
    case 'timed-out':
    case 'cancelled':
    case 'skipped':
    case 'not-needed':
      return true;
  }
}

/** How its last process ended: `exit code 3`, `signal SIGKILL`; '' if it has not ended, or with exit code 0. */
export function exitText(end: {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
}): string {
  if (end.signal !== undefined) return `signal ${end.signal}`;
  return end.exitCode === undefined || end.exitCode === 0 ? '' : `exit code ${end.exitCode}`;
}
