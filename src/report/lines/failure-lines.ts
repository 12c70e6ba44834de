import { sanitizeLine } from '../../base/sanitize.ts';
import { troubled } from '../analysis/figures.ts';
import { failedCases } from '../analysis/test-results.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { logFile } from '../text/document-paths.ts';
import { plural } from '../text/format.ts';
import { pastedPath } from '../text/pasted-path.ts';
import { furtherCauseLines } from '../words/cause-lines.ts';
import { FOLDER_NOTE, folderInLog } from '../words/folder-note.ts';
import { hasFailed, statusPhrase } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';

const mostTasks = 5;
const mostLines = 3;

/**
 * What failed, for the end of a terminal, where the line about the failure may be thousands of lines above. Empty if nothing failed.
 *
 * @param dir folder of the run, as the user named it
 */
export function failureLines(report: RunReport, dir: string): readonly string[] {
  const failed = troubled(report).filter(({ status }) => hasFailed(status));
  const shown = failed.slice(0, mostTasks);
  const hidden = failed.length - shown.length;
  return [
    ...(shown.length === 0 ? [] : ['What failed:']),
    ...shown.flatMap((task) => linesOf(report, task, dir)),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'more', 'more')}`] : []),
  ];
}

function linesOf(report: RunReport, task: TaskReport, dir: string): readonly string[] {
  const { reason = '' } = task;
  const log = task.started === undefined ? [] : [`    whole log: ${pastedPath(logFile(task.task.id, dir))}`];
  const folder = folderInLog(report, task);
  return [
    `  ✘ ${titleOf(task.task)} ${statusPhrase(task)}${reason === '' ? '' : `: ${reason}`}`,
    ...caseLines(task),
    ...furtherCauseLines(task, '')
      .slice(0, mostLines)
      .map((line) => `    line ${line}`),
    ...(folder === undefined ? [] : [`    hint: ${FOLDER_NOTE.before}${folder}${FOLDER_NOTE.after}`]),
    ...log,
  ];
}

/** The place and the message of the first failed test case: the reason has its name. */
function caseLines({ left }: TaskReport): readonly string[] {
  return (failedCases(left?.results, 1)?.shown ?? []).flatMap(({ message, place }) => {
    const parts = [sanitizeLine(place), sanitizeLine(message)].filter((part) => part !== '');
    return parts.length === 0 ? [] : [`    ${parts.join(': ')}`];
  });
}
