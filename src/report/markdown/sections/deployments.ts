import { attemptDuration, type GateDecision, type RunReport, type TaskReport } from '../../model/run.ts';
import { markdownText } from '../../text/escape.ts';
import { formatDuration, formatOffset, trimmed } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { olderNote } from '../../words/older-note.ts';
import { attemptText, hasEnded, statusText } from '../../words/status-text.ts';
import { waitsText } from '../../words/waits.ts';
import { idCell, nothing, taskLink, triggerCell, whyCell } from '../task/columns.ts';

/** Rewritten while the mission runs: what is older or more than this is in `mission.json`. */
const mostRows = 2000;

/** What happened comes first: on a narrow page only the gate's figures are to be scrolled to. */
const columns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Kind' },
  { title: 'Status' },
  { title: 'Duration', align: 'right' },
  { title: 'Trigger' },
  { title: 'Supports' },
  { title: 'Band' },
  { title: 'CPU %', align: 'right' },
  { title: 'Memory %', align: 'right' },
  { title: 'Active', align: 'right' },
  { title: 'Waited' },
];

/** Every launch, also each further attempt, with what the gate saw. */
export function deploymentsSection(report: RunReport): string[] {
  if (report.admissions.length === 0) return ['## Deployments', 'Nothing has been deployed yet.'];
  const shown = report.admissions.slice(-mostRows);
  const rows = shown.flatMap((admission) => {
    const task = report.tasks.get(admission.id);
    return task === undefined ? [] : [row(report, admission, task)];
  });
  return [
    '## Deployments',
    'Band, CPU, memory and active workers are what the gate saw right before the launch.',
    olderNote(report.admissions.length - shown.length, 'deployment'),
    markdownTable(columns, rows),
  ];
}

function row(report: RunReport, admission: GateDecision, task: TaskReport): string[] {
  const { attempt } = admission;
  // One that was tried again is over, whatever the task does now.
  const isNewest = attempt === undefined || (attempt === task.attemptList.at(-1) && attempt.retry === undefined);
  const isEarlier = attempt !== undefined && task.earlier?.includes(attempt) === true;
  return [
    formatOffset(admission.at, report.duration),
    taskLink(admission.id),
    markdownText(task.task.name),
    task.task.kind,
    isNewest
      ? statusText(task)
      : `${attemptText(attempt)} ${isEarlier ? 'before the resume' : `at attempt ${attempt.number}`}`,
    attempt === undefined ? nothing : formatDuration(attemptDuration(report, attempt)),
    isEarlier ? nothing : attempt === undefined || attempt.number === 1 ? triggerCell(task) : 'retry',
    idCell(task.task.supports),
    admission.verdict === 'forced' ? `${admission.band}, **forced**` : admission.band,
    gateFigure(admission.cpu),
    gateFigure(admission.memory),
    String(admission.active),
    (attempt === undefined ? '' : waitsText(attempt.waited)) || nothing,
  ];
}

/** Bare: a wide table stays readable when its narrow cells do not wrap. */
export function gateFigure(value: number | undefined): string {
  return value === undefined ? nothing : trimmed(value, 1);
}

/** What ended without ever being launched, and why. */
export function notDeployedSection(report: RunReport): string[] {
  const tasks = [...report.tasks.values()].filter((task) => task.started === undefined && hasEnded(task.status));
  if (tasks.length === 0) return [];
  const shown = tasks.slice(-mostRows);
  const rows = shown.map((task) => [
    formatOffset(task.ended ?? 0, report.duration),
    taskLink(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    whyCell(task),
  ]);
  const titles: readonly Column[] = [
    { title: 'Time', align: 'right' },
    { title: 'Id' },
    { title: 'Name' },
    { title: 'Status' },
    { title: 'Why' },
  ];
  return ['## Not deployed', olderNote(tasks.length - shown.length, 'entry', 'entries'), markdownTable(titles, rows)];
}
