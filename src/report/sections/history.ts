import { differenceText, rankedUsual, trendOf } from '../analysis/history-findings.ts';
import { hasLearnedDemand } from '../analysis/learned-demand.ts';
import { remarks, type Usual, usualText } from '../analysis/usual-time.ts';
import type { RunReport } from '../model/run.ts';
import { bytesCell, durationCell, figureCell, nameCell, none, strong, taskLink, text, textOrNone } from './cell.ts';
import { type Column, makeTable, moreInJson, type Row, type Table } from './table.ts';

const before: readonly Column[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'This run', align: 'right' },
  { title: 'Usually', align: 'right' },
  { title: 'Difference', align: 'right' },
  { title: 'Runs', align: 'right' },
];

const demand: readonly Column[] = [
  { title: 'CPUs', align: 'right' },
  { title: 'Memory', align: 'right' },
];

const after: readonly Column[] = [{ title: 'Trend' }, { title: 'Note' }];

/** This run compared with earlier ones, the most remarkable first; undefined if nothing can be compared. */
export function historyTable(report: RunReport, most: number): Table | undefined {
  const all = rankedUsual(report);
  if (all.length === 0) return undefined;
  const hasDemand = hasLearnedDemand(report);
  const columns = [...before, ...(hasDemand ? demand : []), ...after];
  const rows = all.slice(0, most).map((usual) => row(usual, hasDemand));
  const more = moreInJson(all.length - rows.length, 'less remarkable one', 'less remarkable ones');
  return makeTable({ caption: 'Compared with earlier runs, the most remarkable first', columns, rows, more });
}

function row(usual: Usual, hasDemand: boolean): Row {
  const { task, prediction, duration } = usual;
  const notes = remarks(usual).join(', ');
  return [
    taskLink(task.task.id),
    nameCell(task.task),
    durationCell(duration),
    text(usualText(prediction)),
    textOrNone(differenceText(usual)),
    figureCell(prediction.runs),
    ...(hasDemand ? [figureCell(prediction.demand?.cpus, 2), bytesCell(prediction.demand?.memory)] : []),
    { type: 'trend', ...trendOf(usual) },
    notes === '' ? none : strong(notes),
  ];
}
