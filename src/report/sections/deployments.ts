import type { AttemptReport } from '../model/attempt.ts';
import { attemptDuration, type GateDecision, type RunReport, type TaskReport } from '../model/run.ts';
import { attemptOutcome, hasEnded } from '../words/status-text.ts';
import { waitsText } from '../words/waits.ts';
import {
  type Cell,
  durationCell,
  figureCell,
  idCell,
  nameCell,
  none,
  offsetCell,
  statusCell,
  taskLink,
  text,
  textOrNone,
} from './cell.ts';
import { triggerCell, whyCell } from './results.ts';
import { type Column, makeTable, moreInJson, type Row, rowsOf, type Table } from './table.ts';

/** The result comes first: on a narrow screen only the figures of the gate have to be scrolled to. */
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

/** The newest launches, each further attempt included, with what the gate saw; undefined if there were none. */
export function deploymentsTable(report: RunReport, most: number): Table | undefined {
  const { admissions } = report;
  if (admissions.length === 0) return undefined;
  const shown = admissions.slice(-most);
  const launches = shown.flatMap((admission) => {
    const task = report.tasks.get(admission.id);
    return task === undefined ? [] : [{ admission, task }];
  });
  const rows = rowsOf(launches, ({ admission, task }) => row(report, admission, task));
  const more = moreInJson(admissions.length - shown.length, 'older deployment', 'older deployments');
  return makeTable({ caption: `Deployments: ${admissions.length}`, columns, rows, more });
}

function row(report: RunReport, admission: GateDecision, task: TaskReport): Row {
  const { attempt } = admission;
  const isEarlier = attempt !== undefined && task.earlier?.includes(attempt) === true;
  return [
    offsetCell(report, admission.at),
    taskLink(admission.id),
    nameCell(task.task),
    text(task.task.kind),
    launchStatus(admission, task, isEarlier),
    durationCell(attempt === undefined ? undefined : attemptDuration(report, attempt)),
    isEarlier ? none : causeCell(task, attempt),
    idCell(task.task.supports),
    { type: 'band', band: admission.band, forced: admission.verdict === 'forced' },
    figureCell(admission.cpu),
    figureCell(admission.memory),
    figureCell(admission.active),
    textOrNone(attempt === undefined ? '' : waitsText(attempt.waited)),
  ];
}

function causeCell(task: TaskReport, attempt: AttemptReport | undefined): Cell {
  if (attempt === undefined) return triggerCell(task);
  const before = task.attemptList[task.attemptList.indexOf(attempt) - 1];
  if (before?.status === 'evicted') return text('eviction');
  return attempt.number === 1 ? triggerCell(task) : text('retry');
}

/** An attempt that was tried again has ended, whatever the task does now. */
function launchStatus({ attempt }: GateDecision, task: TaskReport, isEarlier: boolean): Cell {
  const isOver = attempt?.retry !== undefined || attempt?.status === 'evicted';
  const isNewest = attempt === undefined || (attempt === task.attemptList.at(-1) && !isOver);
  if (isNewest) return statusCell(task);
  if (attempt.status === 'evicted' && !isEarlier) return { type: 'task-status', status: 'evicted', phrase: 'evicted' };
  const when = isEarlier ? 'before the resume' : `at attempt ${attempt.number}`;
  return { type: 'task-status', status: attempt.status, phrase: `${attemptOutcome(attempt)} ${when}` };
}

const notDeployedColumns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'Why' },
];

/** The tasks and tests that ended without a launch; undefined if there are none. */
export function notDeployedTable(report: RunReport, most: number): Table | undefined {
  const tasks = [...report.tasks.values()].filter((task) => task.started === undefined && hasEnded(task.status));
  if (tasks.length === 0) return undefined;
  const rows = tasks
    .slice(-most)
    .map((task) => [
      offsetCell(report, task.ended ?? 0),
      taskLink(task.task.id),
      nameCell(task.task),
      statusCell(task),
      whyCell(task),
    ]);
  const more = moreInJson(tasks.length - rows.length, 'older entry', 'older entries');
  return makeTable({ caption: `Not deployed: ${tasks.length}`, columns: notDeployedColumns, rows, more });
}
