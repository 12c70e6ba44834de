import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';

/** Where the output of tasks is shown. */
export interface OutputSink {
  /** Lines of a task, safe for a terminal, each behind the prefix that names the task. */
  show(prefix: string, lines: readonly string[]): void;
  /** Whether more than `most` characters (default: a megabyte) already wait for a slow reader. */
  isBehind(most?: number): boolean;
}

/** Shows the output of tasks. */
export interface OutputListener {
  /** Called with each event before its own line is printed. */
  before(event: Event, report: RunReport): void;
  stop(): void;
}

/** Bytes of a log that are printed at once, at most. The whole log is in its file. */
export const PRINTED = 256 * 1024;

/**
 * Characters that may wait for a slow reader. Beyond that, the output of a task that has ended is not added, because a
 * terminal that is stuck must not fill memory.
 */
export const MOST_WAITING = 2 * 1024 * 1024;
