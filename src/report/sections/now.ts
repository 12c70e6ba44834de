import type { RunReport, TaskReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';
import { isPaused } from '../words/status-text.ts';
import { type Cell, durationCell, idCell, nameCell, none, statusCell, text } from './cell.ts';
import { deferralCell } from './ledger.ts';
import { type Column, makeTable, moreInJson, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'For', align: 'right' },
  { title: 'Waits for' },
];

/** What runs and what waits at this moment; undefined if the run has ended or is idle. */
export function nowTable(report: RunReport, most: number): Table | undefined {
  const { running, stopping, waiting: atTheGate, backoff } = report.counts;
  if (report.finished || running + stopping + atTheGate + backoff === 0) return undefined;
  const tasks = [...report.tasks.values()];
  const all = [...tasks.filter(isBusy), ...tasks.filter(({ status }) => status === 'waiting' || status === 'backoff')];
  const rows = all
    .slice(0, most)
    .map((task) => [
      idCell(task.task.id),
      nameCell(task.task),
      statusCell(task),
      durationCell(report.duration - sinceWhen(task)),
      waitsForCell(report, task),
    ]);
  return makeTable({ caption: 'Now', columns, rows, more: moreInJson(all.length - rows.length, 'more', 'more') });
}

function isBusy({ status }: TaskReport): boolean {
  return status === 'running' || status === 'stopping';
}

/** A running task counts from its launch, also while it is being stopped. */
function sinceWhen(task: TaskReport): number {
  return isBusy(task) ? (task.attemptList.at(-1)?.started ?? task.since) : task.since;
}

function waitsForCell(report: RunReport, task: TaskReport): Cell {
  if (isPaused(task)) return text('memory below its limit');
  if (task.deferral !== undefined) return deferralCell(task.deferral.decision);
  const until = task.status === 'backoff' ? task.attemptList.at(-1)?.retry?.until : undefined;
  if (until === undefined) return none;
  const left = until - report.duration;
  return text(`its back-off, ${left > 0 ? `${formatDuration(left)} more` : 'now over'}`);
}
