import { deferralCount, type GateDecision, type RunReport } from '../../model/run.ts';
import { formatPercent } from '../../text/format.ts';
import { longMark, offsetCell } from '../parts/cells.ts';
import { html, type Markup, type Part } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';
import { dash, htmlTable } from '../parts/table.ts';
import { waitNames } from '../parts/words.ts';

const mostRows = 300;

/** The decisions of the gate, the newest of them where there are many. */
export function pageLedger(report: RunReport): Markup {
  const shown = report.decisions.slice(-mostRows);
  const older = report.decisions.length - shown.length;
  const table = htmlTable(
    `Decisions of the gate: ${report.decisions.length}`,
    [
      { title: 'Time', align: 'right' },
      { title: 'Id' },
      { title: 'Verdict' },
      { title: 'Checks', align: 'right' },
      { title: 'CPU', align: 'right' },
      { title: 'Unseen', align: 'right' },
      { title: 'Memory', align: 'right' },
      { title: 'Active', align: 'right' },
      { title: 'Band' },
      { title: 'Why' },
    ],
    shown.map((decision) => row(report, decision)),
    older > 0 ? `${older} older decisions are in mission.json.` : '',
  );
  const content =
    shown.length === 0
      ? html`<p>The gate has decided nothing.</p>
`
      : html`<p>Deferrals for the same reason that follow each other are one entry with the number of checks.</p>
${table}`;
  return section('ledger', 'Ledger', content, longMark(shown.length));
}

function row(report: RunReport, decision: GateDecision): Part[] {
  const { id, verdict, cpu, memory, active, unseen, band } = decision;
  return [
    offsetCell(report, decision.at),
    html`<code>${id}</code>`,
    html`<span class="verdict-${verdict}">${verdict}</span>`,
    deferralCount(report, decision),
    percent(cpu),
    percent(unseen === 0 ? undefined : unseen),
    percent(memory),
    active,
    html`<span class="band b-${band}">${band}</span>`,
    why(decision),
  ];
}

function percent(value: number | undefined): string {
  return value === undefined ? dash : formatPercent(Math.round(value));
}

function why({ detail, reason }: GateDecision): string {
  if (detail !== undefined) return shortText(detail, 240);
  return reason === undefined ? dash : waitNames[reason];
}
