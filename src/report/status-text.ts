import type { TaskReport, TaskStatus } from './run-report.ts';

/** One sign per status, so that a column of a hundred rows can be scanned. */
export const statusMark: Readonly<Record<TaskStatus, string>> = {
  pending: '·',
  waiting: '⏳',
  running: '▶️',
  stopping: '⏹️',
  succeeded: '✅',
  failed: '❌',
  'timed-out': '⏱️',
  cancelled: '⏹️',
  skipped: '⏭️',
  'not-needed': '➖',
};

const statusWords: Readonly<Record<TaskStatus, string>> = {
  pending: 'pending',
  waiting: 'waiting',
  running: 'running',
  stopping: 'stopping',
  succeeded: 'succeeded',
  failed: 'failed',
  'timed-out': 'timed out',
  cancelled: 'cancelled',
  skipped: 'skipped',
  'not-needed': 'not needed',
};

/** `✅ succeeded`; says so where a failure does not count. */
export function statusText(task: TaskReport): string {
  return `${statusMark[task.status]} ${statusPhrase(task)}`;
}

/** `timed out`, `failed (allowed)`. */
export function statusPhrase(task: TaskReport): string {
  const allowed = task.task.continueOnError && hasFailed(task.status) ? ' (allowed)' : '';
  return `${statusWords[task.status]}${allowed}`;
}

/** `failed`, `timed out`: the status alone in words. */
export function statusWord(status: TaskStatus): string {
  return statusWords[status];
}

export function hasFailed(status: TaskStatus): boolean {
  return status === 'failed' || status === 'timed-out';
}

export function hasEnded(status: TaskStatus): boolean {
  switch (status) {
    case 'pending':
    case 'waiting':
    case 'running':
    case 'stopping':
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

/** How its last process ended: `exit code 3`, `signal SIGKILL`; '' when it has not, or has ended well. */
export function exitText(end: {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
}): string {
  if (end.signal !== undefined) return `signal ${end.signal}`;
  return end.exitCode === undefined || end.exitCode === 0 ? '' : `exit code ${end.exitCode}`;
}
