import type { JobsCost } from '../../model/jobs-cost.ts';
import type { RunReport } from '../../model/run.ts';
import { COST_NOTE, costTable } from '../../sections/cost.ts';
import { paintSentence, paintTable } from '../parts/paint.ts';

/** The billed minutes of the run beside other ways to run the same; '' if there is nothing to compare. */
export function costSection(report: RunReport, runners?: JobsCost): string {
  const table = costTable(report, runners);
  return table === undefined ? '' : ['## Cost', paintTable(table), paintSentence(COST_NOTE)].join('\n\n');
}
