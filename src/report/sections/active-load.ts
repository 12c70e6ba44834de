import { loadFigures } from '../analysis/figures.ts';
import { loadTitle } from '../analysis/learned-demand.ts';
import { countedLoad } from '../model/counted-load.ts';
import type { GateDecision, RunReport } from '../model/run.ts';
import { formatPercent } from '../text/format.ts';
import { varianceText } from '../words/variance-text.ts';
import { figureCell, idsCell, offsetCell, percentCell } from './cell.ts';
import { newestGroups } from './newest-groups.ts';
import { type Column, makeTable, moreInJson, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Deployed' },
  { title: 'Their load', align: 'right' },
  { title: 'Active load after it', align: 'right' },
  { title: 'Active', align: 'right' },
];

/** Declared or learned load over time: what was active after each deployment; undefined if nothing was launched. */
export function activeLoadTable(report: RunReport, most: number): Table | undefined {
  if (report.admissions.length === 0) return undefined;
  const newest = newestGroups(report.admissions, (one, before) => one.loadStep === before.loadStep, most);
  const rows = momentsOf(report, report.admissions.slice(newest.from)).map(({ at, ids, load, active, own }) => [
    offsetCell(report, at),
    idsCell(ids),
    percentCell(own),
    percentCell(load),
    figureCell(active),
  ]);
  const more = moreInJson(newest.count - rows.length, 'older row', 'older rows');
  return makeTable({ caption: `${loadTitle(report)} after each deployment`, columns, rows, more });
}

/** Its maximum, mean and variance over time. */
export function activeLoadNote(report: RunReport): string {
  const { maximum, mean, variance } = loadFigures(report);
  return `${loadTitle(report)} of what was active. Maximum ${formatPercent(maximum)}, mean over time ${formatPercent(mean)}, ${varianceText(variance)}.`;
}

interface Moment {
  readonly at: number;
  readonly ids: string[];
  /** Percent; absent if no load is declared or learned. */
  own: number | undefined;
  readonly load: number;
  readonly active: number;
}

/** Launches at the same instant are one row: the active load is only settled after all of them. */
function momentsOf(report: RunReport, admissions: readonly GateDecision[]): Moment[] {
  const moments: Moment[] = [];
  let step: number | undefined;
  for (const { at, id, loadStep } of admissions) {
    const task = report.tasks.get(id)?.task;
    const own = task === undefined ? undefined : countedLoad(report, task);
    const last = moments.at(-1);
    if (last !== undefined && step === loadStep) {
      last.ids.push(id);
      if (own !== undefined) last.own = (last.own ?? 0) + own;
      continue;
    }
    step = loadStep;
    const after = report.load.steps[loadStep ?? -1];
    moments.push({ at, ids: [id], own, load: after?.load ?? 0, active: after?.active ?? 0 });
  }
  return moments;
}
