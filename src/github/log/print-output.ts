/*
 * This folder prints the output of tasks into the log of the step.
 *
 *   logs/ID.log → log-tail (its end, redacted and escaped) → print-output (between stop-commands) → live-log, while the mission runs
 *                                                                                     → grouped-log, after the run
 *
 * Invariants:
 * - Task output is untrusted. Each line is escaped, and `stop-commands` is a second protection, so that no line is a workflow command.
 * - Each line of a task's output is printed at most once by `live`. `post` prints the tasks that a killed `main` has not printed.
 * - One task is printed at a time, in one piece, so that the groups of tasks that run at the same time never interleave.
 * - Printing is bounded for each task and for all failures: GitHub's log viewer becomes slow on more.
 * - A log is read after its task has ended, and redacted while it is read: its file may have been impossible to redact.
 *
 * Not here: the text of progress lines (report/lines), annotations (annotations), writing of logs (process/logs).
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { info } from '@actions/core';
import type { TaskReport } from '../../report/model/run.ts';
import { logFile } from '../../report/text/document-paths.ts';
import { escapeWorkflowCommands, wrapInStopCommands } from '../../report/text/escape-workflow-commands.ts';
import { formatBytes, plural } from '../../report/text/format.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { type LogTail, readLogTail } from './log-tail.ts';

/** Last lines of a log in a collapsed group: more would slow down the log viewer of GitHub. */
export const groupedLines = 1_000;

/** Last lines of the log of a failed task that are printed without a group. */
export const openLines = 60;

/** Failed tasks whose output is printed without a group. */
export const openTasks = 20;

/** Prints untrusted text, escaped so that it cannot trigger workflow commands. */
export function printUntrusted(text: string): void {
  info(escapeWorkflowCommands(text).join('\n'));
}

/** The logs of a run, and what must not be printed of them. */
export interface RunLogs {
  /** Folder of the run. */
  readonly dir: string;
  readonly secrets: Secrets;
}

/** The end of the log of a task; undefined if there is no output. */
export function logOf({ task }: TaskReport, { dir, secrets }: RunLogs, lines: number): LogTail | undefined {
  const tail = readLogTail(join(dir, logFile(task.id)), lines, secrets.redactor());
  return tail === undefined || tail.bytes === 0 ? undefined : tail;
}

/** Says that lines before these are missing, and where they are; empty if none are. */
export function cutNotice({ cut, lines, bytes }: LogTail, { task }: TaskReport): readonly string[] {
  const whole = `${logFile(task.id)}, ${formatBytes(bytes)}`;
  return cut ? [`(only the last ${plural(lines.length, 'line')} of ${whole})`] : [];
}

/** Prints lines that are escaped already. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(wrapInStopCommands(lines, randomUUID));
}
