import type { RunReport, TaskReport } from '../model/run.ts';
import { outOfMemoryNote } from '../sections/failures.ts';
import { markdownCode, markdownTarget, markdownText } from '../text/escape.ts';
import { factTable, joinBlocks } from '../text/markdown-table.ts';
import { quoteUntrustedMarkdown } from '../text/quote-untrusted-markdown.ts';
import { hasEnded, statusMark, statusPhrase } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';
import { attemptsSection, earlierSection } from './sections/attempts.ts';
import { failureSentence } from './sections/failures.ts';
import { testResultsSection } from './sections/test-results.ts';
import { taskFacts } from './task/facts.ts';
import { outputsSection, stepsSection } from './task/steps.ts';
import { timesSection } from './task/times.ts';
import { leftoversSection, logSection, useSection } from './task/usage.ts';

/** How to get from the document to what it links; relative paths. */
export interface Links {
  /** To the mission's folder, the one with `logs/` and `tasks/`; absent where there is no such way. */
  readonly folder?: string;
  /** To the mission's root, where deliverables are; absent where there is no such way. */
  readonly root?: string;
}

/** The completion report of one task or test, at any moment of its life; '' for an id that is not in the mission. */
export function taskReport(report: RunReport, id: string, links: Links = { folder: '..' }): string {
  const task = report.tasks.get(id);
  if (task === undefined) return '';
  return joinBlocks([
    `# ${markdownText(titleOf(task.task))}`,
    outcome(report, task),
    outOfMemoryNote(report, task) ?? '',
    deliverable(task, links),
    task.task.description === undefined ? '' : markdownText(task.task.description),
    factTable(taskFacts(report, task, links.folder)),
    ownWords(task),
    timesSection(report, task),
    attemptsSection(report, task),
    earlierSection(report, task),
    stepsSection(report, task),
    testResultsSection(task),
    outputsSection(task),
    useSection(report, task),
    leftoversSection(task),
    logSection(task, links.folder),
  ]);
}

function outcome(report: RunReport, task: TaskReport): string {
  const mark = statusMark[task.status];
  if (hasEnded(task.status)) return `${mark} ${failureSentence(report, task)}`;
  const phrase = statusPhrase(task);
  return `${mark} **${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}**: it has not ended yet.`;
}

function deliverable(task: TaskReport, links: Links): string {
  const path = task.task.deliverable;
  if (path === undefined || task.left?.wroteDeliverable !== true) return '';
  const name = markdownCode(path, 'text');
  const target = links.root === undefined ? name : `[${name}](${markdownTarget(`${links.root}/${path}`)})`;
  return `It wrote its own report, which stays as it is: ${target}.`;
}

function ownWords(task: TaskReport): string {
  const text = task.left?.report;
  if (text === undefined || text.trim() === '') return '';
  return `## In its own words\n\n${quoteUntrustedMarkdown(text, 2)}`;
}
