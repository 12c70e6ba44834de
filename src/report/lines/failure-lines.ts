import { sanitizeLine } from '../../base/sanitize.ts';
import { nameInFile } from '../../schedule/failures/name-in-file.ts';
import { troubled } from '../analysis/figures.ts';
import { ownFailures, placeText } from '../analysis/test-results.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { failedServices } from '../sections/failures.ts';
import { logFile } from '../text/document-paths.ts';
import { plural } from '../text/format.ts';
import { pastedPath } from '../text/pasted-path.ts';
import { causeLines, furtherCauseLines } from '../words/cause-lines.ts';
import { FOLDER_NOTE, folderInLog } from '../words/folder-note.ts';
import { hasFailed, statusPhrase } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';

/** Tasks that a terminal shows. */
const fewTasks = 5;
const mostLines = 3;
/** Test cases of one task, and characters of their messages. */
const mostCases = 3;
const longestMessage = 1_000;
/** UTF-16 units of the last lines of a service. Those of tasks have as many (`process/collect/cause-finder.ts`). */
const longestLine = 300;

/**
 * What failed, for the end of a terminal, where the line about the failure may be thousands of lines above. Services come first, because
 * tasks fail with them and have no log of their own then. Empty if nothing failed.
 *
 * @param dir folder of the run, as the user named it
 */
export function failureLines(report: RunReport, dir: string, mostTasks = fewTasks): readonly string[] {
  const failed = troubled(report).filter(({ status }) => hasFailed(status));
  const services = failedServices(report);
  const shown = failed.slice(0, mostTasks);
  const hidden = Math.max(0, services.length - mostTasks) + failed.length - shown.length;
  return [
    ...(failed.length + services.length === 0 ? [] : ['What failed:']),
    ...services.slice(0, mostTasks).flatMap((service) => serviceLines(service, dir)),
    ...shown.flatMap((task) => linesOf(report, task, dir)),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'more', 'more')}`] : []),
  ];
}

/** The cause, or else the end of its log: what it printed is shown nowhere else on a terminal. */
function serviceLines({ service, failure, causes, logTail = '', started }: ServiceReport, dir: string): string[] {
  const tail = logTail.split('\n').map((line) => sanitizeLine(line));
  const last = tail.filter((line) => line.trim() !== '').map((line) => `log: ${cut(line)}`);
  const found = causeLines(causes, '').map((line) => `line ${line}`);
  return [
    `  ✘ service ${titleOf(service)} failed${failure === undefined ? '' : `: ${failure}`}`,
    ...(found.length === 0 ? last.slice(-mostLines) : found.slice(0, mostLines)).map((line) => `    ${line}`),
    ...(started === undefined ? [] : [`    whole log: ${pastedPath(logFile(service.id, dir))}`]),
  ];
}

function cut(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function linesOf(report: RunReport, task: TaskReport, dir: string): readonly string[] {
  const { reason = '' } = task;
  const log = task.started === undefined ? [] : [`    whole log: ${pastedPath(logFile(task.task.id, dir))}`];
  const folder = folderInLog(report, task);
  return [
    `  ✘ ${titleOf(task.task)} ${statusPhrase(task)}${reason === '' ? '' : `: ${reason}`}`,
    ...failureDetails(task, ''),
    ...(folder === undefined ? [] : [`    hint: ${FOLDER_NOTE.before}${folder}${FOLDER_NOTE.after}`]),
    ...log,
  ];
}

/**
 * The failed test cases and the lines of the log that explain a failure further, without those that its reason names.
 *
 * @param shown the end of its log, if it is shown too: its lines are not repeated
 */
export function failureDetails(task: TaskReport, shown: string): readonly string[] {
  // What tools print about failed test cases is in the results already, and shorter.
  if ((task.left?.results?.failures.length ?? 0) > 0) return caseLines(task);
  return furtherCauseLines(task, shown)
    .slice(0, mostLines)
    .map((line) => `    line ${line}`);
}

/** `src/a.test.ts:7: expected 2, received 3 (adds)` */
function caseLines({ reason = '', left }: TaskReport): readonly string[] {
  return ownFailures(left?.results?.failures ?? [])
    .slice(0, mostCases + 1)
    .map((failure) => {
      const [first = ''] = failure.message.slice(0, longestMessage).trim().split('\n', 1);
      const parts = [sanitizeLine(placeText(failure)), sanitizeLine(first)].filter((part) => part !== '');
      const name = sanitizeLine(nameInFile(failure.name, failure.file));
      return { name, first: sanitizeLine(first), text: parts.join(': ') };
    })
    .filter(({ name, first }) => !(reason.includes(first.replace(/\.$/, '')) && reason.includes(name.slice(0, 60))))
    .slice(0, mostCases)
    .map(({ name, text }) => `    ${text}${name === '' ? '' : ` (${name})`}`);
}
