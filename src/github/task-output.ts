import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { endGroup, info, startGroup } from '@actions/core';
import { fileStem } from '../base/file-stem.ts';
import { durationOf, type RunReport, type TaskReport } from '../report/model/run.ts';
import { escapeWorkflowCommands, wrapInStopCommands } from '../report/text/escape-workflow-commands.ts';
import { formatBytes, formatDuration, plural } from '../report/text/format.ts';
import { statusPhrase } from '../report/words/status-text.ts';
import { titleOf } from '../report/words/title-of.ts';
import { type LogTail, readLogTail } from './log-tail.ts';
import { failedTasks } from './task-annotations.ts';

/** Last lines of a log in a collapsed group: more would slow down the log viewer of GitHub. */
const groupedLines = 1_000;

/** Last lines of the log of a failed task, which are printed without a group at the end of the log. */
const openLines = 60;

/** Failed tasks whose output is printed; the rest is in the report. */
const openTasks = 20;

/** Prints untrusted text, escaped so that it cannot trigger workflow commands. */
export function printUntrusted(text: string): void {
  info(escapeWorkflowCommands(text).join('\n'));
}

/** Prints a collapsed group for each task, in the order in which they ended. Called after the run, to keep progress readable. */
export function printTaskGroups(report: RunReport, dir: string): void {
  const ended = [...report.tasks.values()].sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
  for (const task of ended) printTaskGroup(report, task, dir);
}

/** Prints the output of this task as a group; nothing if there was no output. */
function printTaskGroup(report: RunReport, task: TaskReport, dir: string): void {
  const tail = logOf(task, dir, groupedLines);
  if (tail === undefined || tail.bytes === 0) return;
  startGroup(escapeWorkflowCommands(headline(report, task)).join(' '));
  printTail(tail, task);
  endGroup();
}

/** Prints the end of the log of each failed task, without a group, so that failures are found without searching. */
export function printFailures(report: RunReport, dir: string): void {
  const failed = failedTasks(report);
  for (const task of failed.slice(0, openTasks)) {
    printUntrusted(`\n${headline(report, task)}${task.reason === undefined ? '' : `: ${task.reason}`}`);
    const tail = logOf(task, dir, openLines);
    if (tail !== undefined && tail.bytes > 0) printTail(tail, task);
  }
  if (failed.length > openTasks) info(`\n${plural(failed.length - openTasks, 'more failure')}: see the final report.`);
}

function headline(report: RunReport, task: TaskReport): string {
  const duration = durationOf(report, task);
  return `${titleOf(task.task)}: ${statusPhrase(task)}${duration === undefined ? '' : ` after ${formatDuration(duration)}`}`;
}

function logOf(task: TaskReport, dir: string, lines: number): LogTail | undefined {
  return readLogTail(join(dir, 'logs', `${fileStem(task.task.id)}.log`), lines);
}

function printTail(tail: LogTail, task: TaskReport): void {
  const whole = `logs/${fileStem(task.task.id)}.log, ${formatBytes(tail.bytes)}`;
  const notice = tail.cut ? [`(only the last ${plural(tail.lines.length, 'line')} of ${whole})`] : [];
  process.stdout.write(wrapInStopCommands([...notice, ...tail.lines], randomUUID));
}
