/*
 * The reason of a failure as a sentence: what went wrong first, and how the process ended last.
 *
 * `reasonText` puts the best known cause in front of the text of the exit: the first failed test case with its message and place, or the
 * first line of the log that looks like the cause. Progress lines, annotations, headlines of reports, `mission.json` and the history show
 * this sentence, so that neither a log nor a results file needs to be searched.
 *
 * Invariants:
 * - Pure, and on one line if its parts are.
 * - Every part has a limit: a message may have megabytes.
 * - A line at the end of a log is named after the exit, because nothing shows that it is the cause.
 *
 * Not here: which text describes the exit (`judge-attempt.ts`), finding lines in logs (`src/process/collect`), and reading of results
 * (`src/process/results`).
 */
import { sanitizeLine } from '../../base/sanitize.ts';
import type { LeftBehind } from '../events/event.ts';
import type { LogLine } from '../events/log-line.ts';
import type { TestResults } from '../events/test-results.ts';
import { nameInFile } from './name-in-file.ts';

/** Characters of the name of a test case, of its message and place, and of a line of a log. */
const LONGEST_NAME = 120;
const LONGEST_MESSAGE = 200;
const LONGEST_PLACE = 120;
const LONGEST_LINE = 200;

/**
 * The reason of an attempt of which a step failed.
 *
 * @param exit how the step ended, such as `it exited with code 1`
 * @param isExplained true if `exit` has the cause in it, so that lines of the log would only distract
 */
export function reasonText(exit: string, left: LeftBehind | undefined, isExplained: boolean): string {
  const tests = testsText(left);
  if (tests !== undefined) return `${tests}; ${exit}`;
  const [cause] = isExplained ? [] : (left?.causes ?? []);
  if (cause !== undefined) return `${shownLine(cause)} (line ${cause.line} of its log); ${exit}`;
  const last = isExplained ? undefined : left?.lastLines?.at(-1);
  return last === undefined ? exit : `${exit}; line ${last.line}, at the end of its log: ${shownLine(last)}`;
}

/**
 * What the results say, for an attempt that did not fail otherwise: `expected 3, received 2 (cart > adds at src/cart.test.ts:7); its results
 * name 8 failed tests`. Undefined if no test case failed.
 */
export function failedTestsText(left: LeftBehind | undefined): string | undefined {
  const results = left?.results;
  if (results === undefined || results.failed === 0) return undefined;
  const first = firstCaseText(results);
  return `${first === '' ? '' : `${first}; `}${countText(results)}`;
}

function countText({ failed }: TestResults): string {
  return `its results name ${failed} failed ${failed === 1 ? 'test' : 'tests'}`;
}

/** The same in front of how the process ended. */
function testsText(left: LeftBehind | undefined): string | undefined {
  const results = left?.results;
  if (results === undefined || results.failed === 0) return undefined;
  const first = firstCaseText(results);
  if (first === '') return countText(results);
  return results.failed === 1 ? first : `${first}, the first of ${results.failed} failed test cases`;
}

function firstCaseText({ failures: [first] }: TestResults): string {
  if (first === undefined) return '';
  const { name, file, line } = first;
  const place =
    file === undefined ? '' : ` at ${cut(oneLine(file), LONGEST_PLACE)}${line === undefined ? '' : `:${line}`}`;
  return `${messageText(first.message)} (${cut(oneLine(nameInFile(name, file)), LONGEST_NAME)}${place})`;
}

/** The first line of a message. A message of megabytes is cut before it is cleaned. */
function messageText(message: string): string {
  const [first = ''] = message
    .slice(0, 4 * LONGEST_MESSAGE)
    .trim()
    .split('\n', 1);
  return cut(oneLine(first), LONGEST_MESSAGE).replace(/\.$/, '');
}

function shownLine({ text }: LogLine): string {
  return cut(text, LONGEST_LINE);
}

function oneLine(text: string): string {
  return sanitizeLine(text.slice(0, 1_000));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
