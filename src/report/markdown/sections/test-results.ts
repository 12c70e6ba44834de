import { sanitizeLine, sanitizeText } from '../../../base/sanitize.ts';
import type { TestResults } from '../../../schedule/events/test-results.ts';
import { caseName, countsText, failedCases, placeText } from '../../analysis/test-results.ts';
import type { TaskReport } from '../../model/run.ts';
import { fencedBlock, markdownCode, markdownText } from '../../text/escape.ts';

const mostFailures = 50;
const longestName = 200;

/** The test cases that it reported, with those that failed; '' if it reported none. */
export function testResultsSection(task: TaskReport): string {
  const { results, resultsProblem } = task.left ?? {};
  if (results === undefined && resultsProblem === undefined) return '';
  const from = task.task.results === undefined ? '' : ` in ${markdownCode(task.task.results, 'text')}`;
  return [
    '## Results',
    ...(resultsProblem === undefined ? [] : [`Not readable: ${markdownText(resultsProblem)}`]),
    ...(results === undefined
      ? []
      : [`**${countsText(results)}**${from}.`, ...failures(results), ...flakyTests(results)]),
  ].join('\n\n');
}

function failures(results: TestResults): string[] {
  const blocks = results.failures.slice(0, mostFailures).flatMap((failure) => {
    const { name, message } = failure;
    const place = placeText(failure);
    const heading = [`### ❌ ${markdownText(cut(caseName(name)))}`, ...(place === '' ? [] : [placeCode(place)])].join(
      '\n\n',
    );
    const text = sanitizeText(message.slice(0, 8000)).trim();
    return text === '' ? [heading] : [heading, fencedBlock(text.split('\n').slice(0, 60).join('\n'))];
  });
  const hidden = results.failed - Math.min(results.failures.length, mostFailures);
  return hidden > 0 && results.failed > 0 ? [...blocks, `And ${hidden} more that failed.`] : blocks;
}

/** What failed first and passed when its tool tried it again, with the message of the first failure. */
function flakyTests({ flaky = 0, flakyTests: tests = [] }: TestResults): string[] {
  if (flaky === 0) return [];
  const lines = tests.slice(0, mostFailures).map(({ name, message }) => {
    const first = sanitizeText(message).trim().split('\n', 1)[0] ?? '';
    return `- **${markdownText(cut(caseName(name)))}**: ${markdownText(cut(first))}`;
  });
  const hidden = flaky - lines.length;
  if (hidden > 0) lines.push(`- and ${hidden} more`);
  return ['### Flaky: passed only when tried again', lines.join('\n')];
}

/** The first ones that failed, one line each; '' if none did. */
export function failureList(results: TestResults | undefined, most: number): string {
  const failed = failedCases(results, most);
  if (failed === undefined) return '';
  const { counts, shown, hidden } = failed;
  const lines = shown.map(({ name, message, place }) => {
    const where = place === '' ? '' : ` (${placeCode(place)})`;
    const why = message === '' ? '' : `: ${markdownText(cut(message))}`;
    return `- **${markdownText(cut(name))}**${where}${why}`;
  });
  if (hidden > 0) lines.push(`- and ${hidden} more`);
  return lines.length === 0 ? `${counts}.` : `${counts}:\n\n${lines.join('\n')}`;
}

function placeCode(place: string): string {
  return markdownCode(sanitizeLine(cut(place)), 'text');
}

function cut(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}
