import { differenceText, HOW_DECIDED, NOTHING_BEFORE, rankedUsual, trendOf } from '../../analysis/history-findings.ts';
import { leastDifference, remarks, type Usual, usualText } from '../../analysis/usual-time.ts';
import type { RunReport } from '../../model/run.ts';
import { formatDuration } from '../../text/format.ts';
import { barHeights } from '../../text/sparkline.ts';
import { trendBars } from '../parts/bars.ts';
import { longMark, nameCell, taskCell } from '../parts/cells.ts';
import { html, type Markup, nothing, type Part } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import { dash, type HtmlColumn, htmlTable } from '../parts/table.ts';

const mostRows = 60;

const columns: readonly HtmlColumn[] = [
  { title: 'Id' },
  { title: 'Name' },
  { title: 'This run', align: 'right' },
  { title: 'Usually', align: 'right' },
  { title: 'Difference', align: 'right' },
  { title: 'Runs', align: 'right' },
  { title: 'Trend' },
  { title: 'Note' },
];

/** This run beside the earlier ones, what is slower or flaky first; nothing without a history. */
export function pageHistory(report: RunReport): Markup {
  if (report.predictions === undefined) return nothing;
  const all = rankedUsual(report);
  const shown = all.slice(0, mostRows);
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? `${hidden} more with less to say are in mission.json.` : '';
  const table = htmlTable('Against the earlier runs, what is remarkable first', columns, shown.map(row), more);
  const content =
    shown.length === 0
      ? html`<p>${NOTHING_BEFORE}</p>
`
      : html`${table}${howDecided}`;
  return section('history', 'History', content, longMark(shown.length));
}

const howDecided = html`<details class="others">
<summary>What these words mean</summary>
<ul>
${HOW_DECIDED.map(
  ([term, rest]) => html`<li><strong>${term}</strong>${rest}</li>
`,
)}</ul>
</details>
`;

function row(usual: Usual): Part[] {
  const { task, prediction, duration } = usual;
  const notes = remarks(usual);
  return [
    taskCell(task.task.id),
    nameCell(task.task),
    formatDuration(duration),
    usualText(prediction),
    differenceText(usual) || dash,
    prediction.runs,
    trend(usual),
    notes.length === 0 ? dash : html`<strong>${notes.join(', ')}</strong>`,
  ];
}

function trend(usual: Usual): Markup {
  const { values, own } = trendOf(usual);
  return trendBars(barHeights(values, leastDifference), own, values.map(formatDuration).join(', '));
}
