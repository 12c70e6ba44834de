import { join } from 'node:path';
import type { RunReport } from '../report/run-report.ts';
import type { Event } from '../schedule/event.ts';
import { fileStem } from '../schedule/file-stem.ts';

/** Shows lines that a task has put out, each behind the prefix that says whose they are. */
export type ShowLines = (prefix: string, lines: readonly string[]) => void;

/** Shows what tasks print. */
export interface OutputListener {
  /** Called with each event before its own line is printed. */
  before(event: Event, report: RunReport): void;
  stop(): void;
}

/** The path of a task's raw log. */
export function logPath(dir: string, id: string): string {
  return join(dir, 'logs', `${fileStem(id)}.log`);
}
