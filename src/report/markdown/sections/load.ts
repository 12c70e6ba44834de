import type { RunReport } from '../../model/run.ts';
import { activeLoadNote, activeLoadTable } from '../../sections/active-load.ts';
import { loadTable } from '../../sections/load.ts';
import { paintTable, paintTablePieces } from '../parts/paint.ts';

const mostDeployments = 200;
/** Few, because the master report is rewritten several times a second; the final report has all. */
const mostTasksNow = 100;
const mostTasks = 10_000;

/** For the master report: the declared load over time, then declared against measured; '' if nothing was launched. */
export function activeLoadSection(report: RunReport): string {
  const active = activeLoadTable(report, mostDeployments);
  if (active === undefined) return '';
  const measured = loadTable(report, mostTasksNow);
  return [
    '## Load',
    activeLoadNote(report),
    paintTable(active),
    ...(measured === undefined ? [] : [paintTable(measured)]),
  ].join('\n\n');
}

/** For the final report: declared against measured, in pieces; none if neither is known. */
export function* loadSection(report: RunReport): Generator<string> {
  const table = loadTable(report, mostTasks);
  if (table === undefined) return;
  yield '## Load and memory, declared and measured\n\n';
  yield* paintTablePieces(table);
}
