import { endGroup, startGroup } from '@actions/core';
import { failureDetails, failureLines } from '../../report/lines/failure-lines.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { logFile } from '../../report/text/document-paths.ts';
import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';
import { plural } from '../../report/text/format.ts';
import { hasFailed } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { LogTail } from './log-tail.ts';
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

/** Prints the output of each task as soon as the task has ended. */
export interface LiveLog {
  /** Prints the progress lines of an event and, if it is the end of a task, the output of that task. */
  print(event: Event, report: RunReport, lines: readonly string[]): void;
}

/** Printed bytes that the reader of the log has not taken yet. Beyond them, output is left out, so that memory stays bounded. */
const mostWaiting = 16 * 1024 * 1024;

/** @param waiting printed bytes that have not been read yet */
export function createLiveLog(logs: RunLogs, waiting = (): number => process.stdout.writableLength): LiveLog {
  let opened = 0;
  return {
    print: (event, report, lines) => {
      const task = event.type === 'ended' ? report.tasks.get(event.id) : undefined;
      if (task?.started === undefined) {
        printProgress(lines);
        return;
      }
      const tail = logOf(task, logs, groupedLines);
      if (tail !== undefined && waiting() > mostWaiting) {
        printProgress([...lines, `         (its output is in ${logFile(task.task.id)}: the log is read too slowly)`]);
        return;
      }
      if (hasFailed(task.status) && !task.task.continueOnError && opened < openTasks) {
        opened++;
        printFailure(task, lines, tail);
      } else if (tail === undefined) printProgress(lines);
      else printGroup(lines, [...cutNotice(tail, task), ...tail.lines]);
    },
  };
}

/** What failed, why and where, without the output, for the end of the log. */
export function printFailureSummary(report: RunReport): void {
  const lines = failureLines(report, '.', openTasks);
  if (lines.length > 0) printUntrusted(['', ...lines].join('\n'));
}

function printProgress(lines: readonly string[]): void {
  for (const line of lines) printUntrusted(line);
}

/** The progress line is the title of the group, so that a task that succeeded takes one line. */
function printGroup(titles: readonly string[], lines: readonly string[]): void {
  printProgress(titles.slice(0, -1));
  startGroup(escapeWorkflowCommands(titles.at(-1) ?? '').join(' '));
  printLines(lines);
  endGroup();
}

/** The reason, the other failed test cases, and the end of the log, all of them open. Earlier lines are in a collapsed group. */
function printFailure(task: TaskReport, progress: readonly string[], tail: LogTail | undefined): void {
  printProgress(progress);
  const open = tail?.lines.slice(-openLines) ?? [];
  printProgress(failureDetails(task, open.join('\n')));
  if (tail === undefined) return;
  const earlier = tail.lines.slice(0, -openLines);
  const notice = cutNotice(tail, task);
  if (earlier.length > 0) {
    printGroup([`${titleOf(task.task)}: ${plural(earlier.length, 'earlier line')}`], [...notice, ...earlier]);
    printLines(open);
  } else printLines([...notice, ...open]);
  // Separates the end of the output from the progress lines that follow.
  printUntrusted('');
}
