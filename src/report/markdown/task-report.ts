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

/** Where the targets of links are; paths relative to the document. */
export interface Links {
  /** The run's folder, with `logs/` and `tasks/`; absent if no relative path leads there. */
  readonly folder?: string;
  /** The mission's root, with the deliverables; absent if no relative path leads there. */
  readonly root?: string;
}

/** The completion report of one task or test, at any moment of the run; '' for an id that is not in the mission. */
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
    taskOwnReport(task),
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
  return `It wrote its own report, which Mission Runner leaves unchanged: ${target}.`;
}

function taskOwnReport(task: TaskReport): string {
  const text = task.left?.report;
  if (text === undefined || text.trim() === '') return '';
  return `## Report of the task\n\n${quoteUntrustedMarkdown(text, 2)}`;
}
