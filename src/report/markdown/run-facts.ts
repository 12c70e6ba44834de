import { flakyIds } from '../analysis/figures.ts';
import { bareCounts, countsText, totalResults } from '../analysis/test-results.ts';
import type { RunReport } from '../model/run.ts';
import { idsCell } from '../sections/cell.ts';
import { markdownCode, markdownText } from '../text/escape.ts';
import { changedTexts } from '../words/changed-text.ts';
import { inputTexts } from '../words/inputs-text.ts';
import { memoryText } from '../words/memory-text.ts';
import { downloadText, partText } from '../words/part-text.ts';
import { resumeFacts } from '../words/resume-text.ts';
import { paintSentence } from './parts/paint.ts';
import { historySentences } from './sections/history.ts';

/** Characters; an error of git may be long, and the job summary begins with it. */
const longestWhy = 500;
const mostIds = 20;

/** Facts that only some runs have: changed files, test cases, flaky tasks. Cells of a table. */
export function runFacts(report: RunReport): (readonly [string, string])[] {
  const results = totalResults(report);
  const flaky = flakyIds(report);
  const changed = changedFiles(report);
  const memory = memoryText(report);
  const inputs = inputTexts(report)
    .map((text) => markdownCode(text, 'cell'))
    .join(', ');
  const part = partText(report);
  const download = downloadText(report);
  return [
    ...(part === undefined ? [] : [['Part', part] as const]),
    ...(download === undefined ? [] : [['Artifacts of other parts', download] as const]),
    ...resumeFacts(report),
    ...(inputs === '' ? [] : [['Inputs', inputs] as const]),
    ...(changed === '' ? [] : [['Changed files', changed] as const]),
    ...(results === undefined ? [] : [['Test cases', bareCounts(results)] as const]),
    ...(memory === '' ? [] : [['Memory was critical', `${memory}.`] as const]),
    ...(flaky.length === 0 ? [] : [['Flaky in this run', paintSentence([idsCell(flaky, mostIds)])] as const]),
  ];
}

/** The same in sentences, for a document without such a table; '' if there are none. */
export function runSentences(report: RunReport): string {
  const results = totalResults(report);
  const flaky = flakyIds(report);
  const changed = changedFiles(report);
  const memory = memoryText(report);
  const lines = [
    ...(results === undefined ? [] : [`${countsText(results)}.`]),
    ...(flaky.length === 0
      ? []
      : [`Flaky in this run, with success only at a later attempt: ${paintSentence([idsCell(flaky, mostIds)])}.`]),
    ...(memory === '' ? [] : [`Memory was critical: ${memory}.`]),
    historySentences(report),
    ...(changed === '' ? [] : [`Changed files: ${changed}.`]),
  ];
  return lines.filter((line) => line !== '').join(' ');
}

function changedFiles(report: RunReport): string {
  const style = { code: markdownCode, text: (text: string) => markdownText(text.slice(0, longestWhy)) };
  return changedTexts(report, style).join('; ');
}
