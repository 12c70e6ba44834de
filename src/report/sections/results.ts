import type { TaskKind } from '../../mission/model/mission.ts';
import { countsCell } from '../analysis/test-results.ts';
import { durationOf, type RunReport, type TaskReport, waitedSoFar } from '../model/run.ts';
import { isBareRun } from '../words/bare-run.ts';
import { exitText } from '../words/status-text.ts';
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
  untrusted,
} from './cell.ts';
import { type Column, makeTable, moreInJson, rowsOf, type Table } from './table.ts';

/** All tasks or all tests with their results, in the order of the mission file; undefined if there are none. */
export function resultsTable(report: RunReport, kind: TaskKind, most: number): Table | undefined {
  const all = [...report.tasks.values()].filter(({ task }) => task.kind === kind);
  if (all.length === 0) return undefined;
  const title = kind === 'task' ? 'Task' : 'Test';
  const columns: readonly Column[] = [
    { title },
    { title: 'Name' },
    { title: 'Status' },
    ...(report.fleet === undefined ? [] : [{ title: 'Part', align: 'right' as const }]),
    ...(kind === 'test' ? [{ title: 'Trigger' }, { title: 'Supports' }] : []),
    { title: 'Started', align: 'right' },
    { title: 'Duration', align: 'right' },
    { title: report.fleet === undefined ? 'Waited at the gate' : 'Waited' },
    { title: 'Steps', align: 'right' },
    { title: 'Test cases' },
    { title: 'Why' },
  ];
  const rows = rowsOf(all.slice(0, most), (task) => [
    taskLink(task.task.id),
    nameCell(task.task),
    statusCell(task),
    ...(report.fleet === undefined ? [] : [figureCell(task.runner, 0)]),
    ...(kind === 'test' ? [triggerCell(task), idCell(task.task.supports)] : []),
    offsetCell(report, task.started),
    durationCell(durationOf(report, task)),
    textOrNone(waitsText(waitedSoFar(report, task))),
    stepsCell(task),
    textOrNone(countsCell(task)),
    whyCell(task),
  ]);
  const more = moreInJson(all.length - rows.length, 'more', 'more');
  return makeTable({ caption: `${title}s: ${all.length}`, columns, rows, more });
}

const briefColumns: readonly Column[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'Part', align: 'right' },
  { title: 'Started', align: 'right' },
  { title: 'Duration', align: 'right' },
  { title: 'Test cases' },
  { title: 'Why' },
];

/** All tasks and tests in one table with fewer columns, for a page that has little space; one row for each, in order. */
export function briefResultsTable(report: RunReport): Table {
  const rows = [...report.tasks.values()].map((task) => [
    idCell(task.task.id),
    nameCell(task.task),
    statusCell(task),
    figureCell(task.runner, 0),
    offsetCell(report, task.started),
    durationCell(durationOf(report, task)),
    textOrNone(countsCell(task)),
    whyCell(task),
  ]);
  return makeTable({ caption: 'Results', columns: briefColumns, rows });
}

/** `start`, `resume`, or the need whose end was the trigger. */
export function triggerCell({ triggered, triggeredBy, resumed }: TaskReport): Cell {
  if (triggered === undefined) return none;
  return triggeredBy === undefined ? text(resumed === true ? 'resume' : 'start') : idCell(triggeredBy);
}

/** The reason why it ended so; without one, how its process ended. */
export function whyCell(task: TaskReport): Cell {
  return untrusted(task.reason ?? exitText(task));
}

/** `2 of 3`; nothing for a task with a single `run`, which has no steps to count. */
function stepsCell({ steps }: TaskReport): Cell {
  if (isBareRun(steps)) return none;
  return text(`${steps.filter(({ status }) => status === 'succeeded').length} of ${steps.length}`);
}
