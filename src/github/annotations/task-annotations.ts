import { shownPath } from '../../mission/include/include-path.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';
import { furtherCauseLines } from '../../report/words/cause-lines.ts';
import { hasFailed, statusWord } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import { type Annotation, errorRoom, fitAnnotations, warningRoom } from './annotation.ts';

/** Last lines of the log in an annotation: it is shown next to a diff, where space is short. */
const logLines = 20;
/** Lines of the log above them that look like the cause. */
const causeCount = 5;

/** Tasks and tests that failed or timed out, in the order of the mission, including those with `continue-on-error`. */
export function failedTasks(report: RunReport): readonly TaskReport[] {
  return [...report.tasks.values()].filter((task) => hasFailed(task.status));
}

/**
 * An error at its line of the mission file for each task that failed, or a warning if the task has `continue-on-error`; a
 * warning for each problem of the run itself. Cancelled tasks get none: they did not fail.
 */
export function taskAnnotations(report: RunReport, where: string): readonly Annotation[] {
  const failed = failedTasks(report);
  const errors = failed
    .filter((task) => !task.task.continueOnError)
    .map((task) => annotate(task, 'error', report.file));
  const tolerated = failed
    .filter((task) => task.task.continueOnError)
    .map((task) => annotate(task, 'warning', report.file));
  const degraded = report.degraded.map(
    (entry): Annotation => ({ kind: 'warning', title: 'The run was degraded', message: entry.message }),
  );
  return [
    ...fitAnnotations(errors, errorRoom, where),
    ...fitAnnotations([...tolerated, ...degraded], warningRoom, where),
  ];
}

function annotate(task: TaskReport, kind: 'error' | 'warning', file: string): Annotation {
  const tail = escapeWorkflowCommands(task.left?.logTail ?? '')
    .filter((line) => line.trim() !== '')
    .slice(-logLines);
  const causes = furtherCauseLines(task, tail.join('\n'))
    .slice(0, causeCount)
    .map((line) => `Line ${line}`);
  const { line, included } = task.task;
  return {
    kind,
    title: `${titleOf(task.task)}: ${statusWord(task.status)}`,
    message: [task.reason ?? `it ${statusWord(task.status)}`, ...causes, ...tail].join('\n'),
    file: included === undefined ? file : shownPath(file, included.file),
    line,
  };
}
