import type { JobsCost } from '../../model/jobs-cost.ts';
import type { RunReport } from '../../model/run.ts';
import { COST_NOTE, costTable } from '../../sections/cost.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The billed minutes of the run beside other ways to run the same. */
export function pageCost(report: RunReport, runners?: JobsCost): Markup {
  const table = costTable(report, runners);
  if (table === undefined) return nothing;
  return section('cost', 'Cost', html`${htmlTable(table)}${moreLine(paintSentence(COST_NOTE))}`);
}
