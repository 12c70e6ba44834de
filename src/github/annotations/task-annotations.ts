import { sanitizeLine } from '../../base/sanitize.ts';
import { shownPath } from '../../mission/include/include-path.ts';
import type { Task } from '../../mission/model/mission.ts';
import { caseName, ownFailures } from '../../report/analysis/test-results.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';
import { plural } from '../../report/text/format.ts';
import { furtherCauseLines } from '../../report/words/cause-lines.ts';
import { hasFailed, statusWord } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import type { TestFailure } from '../../schedule/events/test-results.ts';
import { nameInFile } from '../../schedule/failures/name-in-file.ts';
import { type Annotation, errorRoom, fitAnnotations, warningRoom } from './annotation.ts';
import { placeInCause } from './place-in-cause.ts';
import { shareRoom } from './share-room.ts';
import type { Sources } from './sources.ts';

/** Last lines of the log in an annotation: it is shown next to a diff, where space is short. */
const logLines = 20;
/** Lines of the log above them that look like the cause. */
const causeCount = 5;
/** Lines of the message of a test case, which may contain a diff. */
const messageLines = 30;
/** Warnings that are reserved for problems of the run itself. */
const degradedRoom = 3;
/** Characters of the name of a test case in a title. */
const longestName = 120;

/** Tasks and tests that failed or timed out, in the order of the mission, including those with `continue-on-error`. */
export function failedTasks(report: RunReport): readonly TaskReport[] {
  return [...report.tasks.values()].filter((task) => hasFailed(task.status));
}

/**
 * An error for each failed test case at its line in the sources, or for the task at its line of the mission file if it reported none; a
 * warning if the task has `continue-on-error`, and for each problem of the run itself. GitHub's limit is shared between the tasks.
 * Cancelled tasks get none: they did not fail.
 *
 * @param where names the place that lists all of them
 */
export function taskAnnotations(report: RunReport, where: string, sources: Sources): readonly Annotation[] {
  const failed = failedTasks(report);
  const lists = (tolerated: boolean): readonly TaskAnnotations[] =>
    failed
      .filter(({ task }) => task.continueOnError === tolerated)
      .map((task) => annotationsOf(task, tolerated ? 'warning' : 'error', report.file, sources));
  const degraded = report.degraded.map(
    (entry): Annotation => ({ kind: 'warning', title: 'The run was degraded', message: entry.message }),
  );
  const [errors, warnings] = [lists(false), lists(true)];
  const shownErrors = shareRoom(
    errors.map(({ shown }) => shown),
    errorRoom,
  );
  const shownWarnings = shareRoom(
    warnings.map(({ shown }) => shown),
    warningRoom - Math.min(degraded.length, degradedRoom),
  );
  const all = [...errors, ...warnings].reduce((sum, { count }) => sum + count, 0);
  const left = all - shownErrors.length - shownWarnings.length;
  return [
    ...fitAnnotations(shownErrors, errorRoom, where),
    ...fitAnnotations([...shownWarnings, ...degraded], warningRoom, where),
    ...(left > 0 ? [leftOut(left, where)] : []),
  ];
}

function leftOut(left: number, where: string): Annotation {
  return {
    kind: 'notice',
    title: `${plural(left, 'more failure')}`,
    message: `${plural(left, 'more failure')} without an annotation: see ${where}.`,
  };
}

interface TaskAnnotations {
  readonly shown: readonly Annotation[];
  /** With those that are not listed. */
  readonly count: number;
}

function annotationsOf(task: TaskReport, kind: 'error' | 'warning', file: string, sources: Sources): TaskAnnotations {
  const { failures = [], failed = 0 } = task.left?.results ?? {};
  const cases = ownFailures(failures);
  if (cases.length === 0) return { shown: [annotateTask(task, kind, file, sources)], count: 1 };
  const shown = cases.map((failure) => annotateCase(task.task, failure, kind, file, sources));
  const count = Math.max(shown.length, failed - (failures.length - cases.length));
  // A time limit is the reason, whatever failed until then.
  if (task.status !== 'timed-out') return { shown, count };
  return { shown: [annotateTask(task, kind, file, sources), ...shown], count: count + 1 };
}

function annotateCase(
  task: Task,
  { name, message, file, line }: TestFailure,
  kind: 'error' | 'warning',
  missionFile: string,
  sources: Sources,
): Annotation {
  const title = caseName(sanitizeLine(nameInFile(name, file).slice(0, 2 * longestName)));
  const path = file === undefined ? undefined : sources.pathOf(file);
  return {
    kind,
    title: `${titleOf(task)}: ${title.length <= longestName ? title : `${title.slice(0, longestName - 1)}…`}`,
    message: escapeWorkflowCommands(message.trim()).slice(0, messageLines).join('\n'),
    ...(path === undefined
      ? placeInMission(task, missionFile)
      : { file: path, ...(line === undefined ? {} : { line }) }),
  };
}

function annotateTask(task: TaskReport, kind: 'error' | 'warning', file: string, sources: Sources): Annotation {
  const tail = escapeWorkflowCommands(task.left?.logTail ?? '')
    .filter((line) => line.trim() !== '')
    .slice(-logLines);
  const causes = furtherCauseLines(task, tail.join('\n'))
    .slice(0, causeCount)
    .map((line) => `Line ${line}`);
  return {
    kind,
    title: `${titleOf(task.task)}: ${statusWord(task.status)}`,
    message: [task.reason ?? `it ${statusWord(task.status)}`, ...causes, ...tail].join('\n'),
    ...(placeInCause(task, sources) ?? placeInMission(task.task, file)),
  };
}

function placeInMission({ line, included }: Task, file: string): Pick<Annotation, 'file' | 'line'> {
  return { file: included === undefined ? file : shownPath(file, included.file), line };
}
