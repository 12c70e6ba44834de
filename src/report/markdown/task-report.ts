import type { RunReport, TaskReport } from '../model/run.ts';
import { outOfMemoryNote } from '../sections/failures.ts';
import { keptFile } from '../text/document-paths.ts';
import { markdownCode, markdownTarget, markdownText } from '../text/escape.ts';
import { factTable, joinBlocks } from '../text/markdown-table.ts';
import { quoteUntrustedMarkdown } from '../text/quote-untrusted-markdown.ts';
import { hasEnded, statusMark, statusPhrase } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';
import { attemptsSection, earlierSection } from './sections/attempts.ts';
import { failureSentence } from './sections/failures.ts';
import { testResultsSection } from './sections/test-results.ts';
import { taskFacts } from './task/facts.ts';
import { filesSection } from './task/files.ts';
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
    filesSection(task, links.folder),
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
  const place = deliverableTarget(task, path, links);
  const target = place === undefined ? name : `[${name}](${markdownTarget(place)})`;
  return `It wrote its own report, which Mission Runner leaves unchanged: ${target}.`;
}

/** That of a task with a workspace is kept in the run's folder. */
function deliverableTarget({ task }: TaskReport, path: string, { root, folder }: Links): string | undefined {
  if (task.workspace !== undefined) return folder === undefined ? undefined : keptFile(task.id, path, folder);
  return root === undefined ? undefined : `${root}/${path}`;
}

function taskOwnReport(task: TaskReport): string {
  const text = task.left?.report;
  if (text === undefined || text.trim() === '') return '';
  return `## Report of the task\n\n${quoteUntrustedMarkdown(text, 2)}`;
}
