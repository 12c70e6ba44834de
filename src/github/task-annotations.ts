import type { RunReport, TaskReport } from '../report/model/run.ts';
import { escapeWorkflowCommands } from '../report/text/escape-workflow-commands.ts';
import { hasFailed, statusWord } from '../report/words/status-text.ts';
import { titleOf } from '../report/words/title-of.ts';
import { type Annotation, errorRoom, fitAnnotations, warningRoom } from './annotation.ts';

/** Of a log only so much is worth reading beside a diff. */
const logLines = 20;

/** Tasks and tests that failed or timed out, in the mission's order, also those whose failure is allowed. */
export function failedTasks(report: RunReport): readonly TaskReport[] {
  return [...report.tasks.values()].filter((task) => hasFailed(task.status));
}

/**
 * An error for every task that failed, at its line of the mission file, a warning where the mission goes on regardless
 * and where the run itself was degraded. Cancelled tasks are not annotated one by one: nothing is wrong with them.
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
  const lines = escapeWorkflowCommands(task.left?.logTail ?? '').filter((line) => line.trim() !== '');
  return {
    kind,
    title: `${titleOf(task.task)}: ${statusWord(task.status)}`,
    message: [task.reason ?? `it ${statusWord(task.status)}`, ...lines.slice(-logLines)].join('\n'),
    file,
    line: task.task.line,
  };
}
