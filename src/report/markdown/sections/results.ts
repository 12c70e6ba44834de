import type { TaskKind } from '../../../mission/model/mission.ts';
import type { RunReport } from '../../model/run.ts';
import { resultsTable } from '../../sections/results.ts';
import { paintTablePieces } from '../parts/paint.ts';

/** All tasks, or all tests, in pieces; none if there are none. */
export function* resultsSection(report: RunReport, heading: string, kind: TaskKind): Generator<string> {
  const table = resultsTable(report, kind, Infinity);
  if (table === undefined) return;
  yield `## ${heading}\n\n`;
  yield* paintTablePieces(table);
}
