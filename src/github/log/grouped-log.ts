import { endGroup, info, startGroup } from '@actions/core';
import { durationOf, type RunReport, type TaskReport } from '../../report/model/run.ts';
import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';
import { formatDuration, plural } from '../../report/text/format.ts';
import { statusPhrase } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import { failedTasks } from '../annotations/task-annotations.ts';
import {
  cutNotice,
  groupedLines,
  logOf,
  openLines,
  openTasks,
  printLines,
  printUntrusted,
  type RunLogs,
} from './print-output.ts';

/**
 * Prints a collapsed group for each task, in the order in which they ended.
 *
 * @param isLeftOut true for a task whose output was printed while the mission ran
 */
export function printTaskGroups(
  report: RunReport,
  logs: RunLogs,
  isLeftOut: (id: string) => boolean = () => false,
): void {
  const ended = [...report.tasks.values()].sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
  for (const task of ended) if (!isLeftOut(task.task.id)) printTaskGroup(report, task, logs);
}

/** Prints the output of this task as a group; nothing if there was no output. */
function printTaskGroup(report: RunReport, task: TaskReport, logs: RunLogs): void {
  const tail = logOf(task, logs, groupedLines);
  if (tail === undefined) return;
  startGroup(escapeWorkflowCommands(headline(report, task)).join(' '));
  printLines([...cutNotice(tail, task), ...tail.lines]);
  endGroup();
}

/** Prints the end of the log of each failed task, without a group, so that failures are found without searching. */
export function printFailures(report: RunReport, logs: RunLogs): void {
  const failed = failedTasks(report);
  for (const task of failed.slice(0, openTasks)) {
    printUntrusted(`\n${headline(report, task)}${task.reason === undefined ? '' : `: ${task.reason}`}`);
    const tail = logOf(task, logs, openLines);
    if (tail !== undefined) printLines([...cutNotice(tail, task), ...tail.lines]);
  }
  if (failed.length > openTasks) info(`\n${plural(failed.length - openTasks, 'more failure')}: see the final report.`);
}

function headline(report: RunReport, task: TaskReport): string {
  const duration = durationOf(report, task);
  return `${titleOf(task.task)}: ${statusPhrase(task)}${duration === undefined ? '' : ` after ${formatDuration(duration)}`}`;
}
