import { measuredLoad } from '../analysis/figures.ts';
import { taskSolo } from '../analysis/solo.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { soloUnknown } from '../words/solo-words.ts';
import { bytesCell, type Cell, durationCell, figureCell, nameCell, none, percentCell, taskLink, text } from './cell.ts';
import { type Column, makeTable, moreInJson, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'Declared load', align: 'right' },
  { title: 'Measured load', align: 'right' },
  { title: 'Declared, measured', drawing: true },
  { title: 'CPU time', align: 'right' },
  { title: 'Duration alone', align: 'right' },
  { title: 'CPUs alone', align: 'right' },
  { title: 'Declared memory', align: 'right' },
  { title: 'Peak memory', align: 'right' },
];

/**
 * Declared and measured load and memory, and what it would have taken alone, of each task and test that ran, the largest difference in load first. Undefined
 * if nothing was declared and nothing measured.
 */
export function loadTable(report: RunReport, most: number): Table | undefined {
  const known = [...report.tasks.values()].filter(
    ({ task, started, usage }) => started !== undefined && (usage ?? task.load ?? task.memory) !== undefined,
  );
  if (known.length === 0) return undefined;
  const rows = known
    .map((task) => ({ task, difference: differenceOf(report, task) }))
    .sort((one, other) => other.difference - one.difference)
    .slice(0, most)
    .map(({ task }) => row(report, task));
  const more = moreInJson(known.length - rows.length, 'more', 'more');
  return makeTable({ caption: 'Declared and measured, the largest difference first', columns, rows, more });
}

function row(report: RunReport, entry: TaskReport): Row {
  const { task, usage } = entry;
  const measured = measuredLoad(report, entry);
  return [
    taskLink(task.id),
    nameCell(task),
    percentCell(task.load),
    percentCell(measured),
    {
      type: 'declared-measured',
      ...(task.load === undefined ? {} : { declared: task.load }),
      ...(measured === undefined ? {} : { measured }),
    },
    usage === undefined ? notMeasured : durationCell(1000 * usage.cpuSeconds),
    ...aloneCells(report, entry),
    bytesCell(task.memory),
    bytesCell(usage?.peakMemory),
  ];
}

const notMeasured = text(soloUnknown);

/** An estimate of the newest attempt; a dash while it runs. */
function aloneCells(report: RunReport, task: TaskReport): readonly [Cell, Cell] {
  if (task.attemptList.at(-1)?.ended === undefined) return [none, none];
  const solo = taskSolo(report, task);
  return solo === undefined ? [notMeasured, notMeasured] : [durationCell(solo.duration), figureCell(solo.cpus, 2)];
}

/** Percent of the machine between declared and measured; -1 if one of them is unknown, which sorts it last. */
function differenceOf(report: RunReport, task: TaskReport): number {
  const measured = measuredLoad(report, task);
  return task.task.load === undefined || measured === undefined ? -1 : Math.abs(measured - task.task.load);
}
