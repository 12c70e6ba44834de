import { markdownCode, markdownTarget, markdownText } from './escape.ts';
import { failureSentence } from './failures-section.ts';
import { guestMarkdown } from './guest-markdown.ts';
import { factTable, joinBlocks } from './markdown-table.ts';
import type { RunReport, TaskReport } from './run-report.ts';
import { exitText, hasEnded, statusMark, statusPhrase } from './status-text.ts';
import { taskLink } from './task-columns.ts';
import { leftoversSection, logSection, useSection } from './task-remains.ts';
import { outputsSection, stepsSection } from './task-steps.ts';
import { timesSection } from './task-times.ts';

/** How to get from the document to what it links; relative paths. */
export interface Links {
  /** To the mission's folder, the one with `logs/` and `tasks/`; absent where there is no such way. */
  readonly folder?: string;
  /** To the mission's root, where deliverables are; absent where there is no such way. */
  readonly root?: string;
}

type Fact = readonly [string, string];

/** The completion report of one task or test, at any moment of its life; '' for an id that is not in the mission. */
export function taskReport(report: RunReport, id: string, links: Links = { folder: '..' }): string {
  const task = report.tasks.get(id);
  if (task === undefined) return '';
  return joinBlocks([
    `# ${markdownText(task.task.name === id ? id : `${id} ${task.task.name}`)}`,
    outcome(report, task),
    deliverable(task, links),
    task.task.description === undefined ? '' : markdownText(task.task.description),
    factTable(who(report, task, links.folder)),
    ownWords(task),
    timesSection(report, task),
    stepsSection(report, task),
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

function who(report: RunReport, task: TaskReport, folder: string | undefined): Fact[] {
  const { level, needs, supports, scope, deploy } = task.task;
  const supported = supports === undefined ? undefined : report.tasks.get(supports)?.task;
  return [
    ['Mission', markdownText(report.mission.name)],
    ['Level', level === 2 ? '2, a task' : '3, a test'],
    ...(needs.length === 0 ? [] : [['Needs', needsText(needs, folder)] as const]),
    ...(supports === undefined
      ? []
      : [['Supports', `${reference(supports, folder)} ${markdownText(supported?.name ?? '')}`.trim()] as const]),
    ...(deploy === 'if-running' ? [['Deployed', 'only while the one it supports has not ended'] as const] : []),
    ...(scope.length === 0 ? [] : [['Scope', scope.map(markdownText).join(', ')] as const]),
    ...(task.attempts > 1 ? [['Attempts', String(task.attempts)] as const] : []),
    ...(exitText(task) === '' ? [] : [['Ended with', exitText(task)] as const]),
  ];
}

function needsText(needs: readonly string[], folder: string | undefined): string {
  const most = 12;
  const shown = needs.slice(0, most).map((need) => reference(need, folder));
  return needs.length > most ? `${shown.join(', ')} and ${needs.length - most} more` : shown.join(', ');
}

function ownWords(task: TaskReport): string {
  const text = task.left?.report;
  if (text === undefined || text.trim() === '') return '';
  return `## In its own words\n\n${guestMarkdown(text, 2)}`;
}

function reference(id: string, folder: string | undefined): string {
  return folder === undefined ? markdownCode(id) : taskLink(id, folder);
}
