import { cleanText } from '../../../base/clean-text.ts';
import type { TestResults } from '../../../schedule/events/event.ts';
import { countsText } from '../../analysis/test-results.ts';
import type { TaskReport } from '../../model/run.ts';
import { fencedBlock, markdownCode, markdownText } from '../../text/escape.ts';

const mostFailures = 50;
const longestName = 200;

/** The test cases that it reported, with those that failed; '' when it reported none. */
export function testResultsSection(task: TaskReport): string {
  const { results, resultsProblem } = task.left ?? {};
  if (results === undefined && resultsProblem === undefined) return '';
  const from = task.task.results === undefined ? '' : ` in ${markdownCode(task.task.results, 'text')}`;
  return [
    '## Results',
    ...(resultsProblem === undefined ? [] : [`Not readable: ${markdownText(resultsProblem)}`]),
    ...(results === undefined ? [] : [`**${countsText(results)}**${from}.`, ...failures(results)]),
  ].join('\n\n');
}

function failures(results: TestResults): string[] {
  const blocks = results.failures.slice(0, mostFailures).flatMap(({ name, message }) => {
    const heading = `### ❌ ${markdownText(caseName(name))}`;
    const text = cleanText(message.slice(0, 8000)).trim();
    return text === '' ? [heading] : [heading, fencedBlock(text.split('\n').slice(0, 60).join('\n'))];
  });
  const hidden = results.failed - Math.min(results.failures.length, mostFailures);
  return hidden > 0 && results.failed > 0 ? [...blocks, `And ${hidden} more that failed.`] : blocks;
}

/** The first few that failed, one line each; '' when none did. */
export function failureList(results: TestResults | undefined, most: number): string {
  if (results === undefined || results.failed === 0) return '';
  const lines = results.failures.slice(0, most).map(({ name, message }) => {
    const [first = ''] = cleanText(message.slice(0, 1000)).trim().split('\n');
    const why = first === '' ? '' : `: ${markdownText(cut(first))}`;
    return `- **${markdownText(caseName(name))}**${why}`;
  });
  const hidden = results.failed - lines.length;
  if (hidden > 0 && lines.length > 0) lines.push(`- and ${hidden} more`);
  const counts = `${countsText(results)}${lines.length === 0 ? '.' : ':'}`;
  return [counts, ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n');
}

function caseName(name: string): string {
  return name.trim() === '' ? 'without a name' : cut(name);
}

function cut(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}
