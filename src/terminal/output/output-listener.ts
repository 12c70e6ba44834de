import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';

/** Where what tasks print is shown. */
export interface OutputSink {
  /** Lines of a task, safe for a terminal, each behind the prefix that names the task. */
  show(prefix: string, lines: readonly string[]): void;
  /** Whether so many characters, or a megabyte, wait for a slow reader already. */
  isBehind(most?: number): boolean;
}

/** Shows what tasks print. */
export interface OutputListener {
  /** Called with each event before its own line is printed. */
  before(event: Event, report: RunReport): void;
  stop(): void;
}

/** At most so many bytes of a log are printed at once; the whole of it is in its file. */
export const PRINTED = 256 * 1024;

/** Characters that may wait for a reader before what has ended is not added to them: a stuck terminal must not fill memory. */
export const MOST_WAITING = 2 * 1024 * 1024;
