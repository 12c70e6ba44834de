import { measuredLoad } from '../analysis/figures.ts';
import { taskSolo } from '../analysis/solo.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { soloUnknown } from '../words/solo-words.ts';
import { bytesCell, type Cell, durationCell, figureCell, nameCell, none, percentCell, taskLink, text } from './cell.ts';
import { type Column, makeTable, moreInJson, type Row, rowsOf, type Table } from './table.ts';

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
  const shown = byDifference(report, known).slice(0, most);
  const rows = rowsOf(shown, (task) => row(report, task));
  const more = moreInJson(known.length - rows.length, 'more', 'more');
  return makeTable({ caption: 'Declared and measured, the largest difference first', columns, rows, more });
}

/** The largest difference first, otherwise in the order of the mission file: the order in which they are already if no load is declared. */
function byDifference(report: RunReport, tasks: readonly TaskReport[]): readonly TaskReport[] {
  const differences = Float64Array.from(tasks, (task) => differenceOf(report, task));
  if (differences.every((difference) => difference === UNKNOWN)) return tasks;
  const order = Array.from(tasks.keys()).sort((one, other) => (differences[other] ?? 0) - (differences[one] ?? 0));
  return order.flatMap((index) => tasks[index] ?? []);
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

/** Sorted last. */
const UNKNOWN = -1;

/** Percent of the machine between declared and measured; `UNKNOWN` if one of them is. */
function differenceOf(report: RunReport, task: TaskReport): number {
  const measured = measuredLoad(report, task);
  return task.task.load === undefined || measured === undefined ? UNKNOWN : Math.abs(measured - task.task.load);
}
