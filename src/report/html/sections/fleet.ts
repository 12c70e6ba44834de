import type { RunReport } from '../../model/run.ts';
import { fleetSentences, fleetTable } from '../../sections/fleet.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The runners of a mission, its missing parts, and the comparison with one runner; `nothing` for a run on one machine. */
export function pageFleet(report: RunReport): Markup {
  const table = fleetTable(report);
  if (table === undefined) return nothing;
  const sentences = fleetSentences(report).map(
    (each) => html`<p>${paintSentence(each)}</p>
`,
  );
  return section('runners', 'Runners', html`${htmlTable(table)}${sentences}`);
}
