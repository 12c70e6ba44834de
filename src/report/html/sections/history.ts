import { howDecided, NOTHING_BEFORE, type Term } from '../../analysis/history-findings.ts';
import type { RunReport } from '../../model/run.ts';
import { historyTable } from '../../sections/history.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { longMark, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

const mostRows = 60;

/** This run beside the earlier ones; `nothing` without a history. */
export function pageHistory(report: RunReport): Markup {
  if (report.predictions === undefined) return nothing;
  const table = historyTable(report, mostRows);
  const content =
    table === undefined
      ? html`<p>${NOTHING_BEFORE}</p>
`
      : html`${htmlTable(table)}${explanation(howDecided(report))}`;
  return section('history', 'History', content, longMark(table?.rows.length ?? 0));
}

function explanation(terms: readonly Term[]): Markup {
  return html`<details class="more-entries">
<summary>What these words mean</summary>
<ul>
${terms.map(
  ([term, rest]) => html`<li><strong>${term}</strong>${rest}</li>
`,
)}</ul>
</details>
`;
}
