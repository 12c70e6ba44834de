import { HOW_DECIDED, NOTHING_BEFORE } from '../../analysis/history-findings.ts';
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
      : html`${htmlTable(table)}${howDecided}`;
  return section('history', 'History', content, longMark(table?.rows.length ?? 0));
}

const howDecided = html`<details class="more-entries">
<summary>What these words mean</summary>
<ul>
${HOW_DECIDED.map(
  ([term, rest]) => html`<li><strong>${term}</strong>${rest}</li>
`,
)}</ul>
</details>
`;
