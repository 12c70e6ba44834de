import type { MemoryLimits } from '../../../mission/model/mission.ts';
import type { RunReport } from '../../model/run.ts';
import { CONSTRAINTS_NOTE, constraintsTable } from '../../sections/constraints.ts';
import { machineFacts } from '../../sections/machine.ts';
import { formatPercent } from '../../text/format.ts';
import { gatedText } from '../../words/gate-text.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintCell } from '../parts/paint.ts';
import { section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';
import { htmlFacts, htmlTable } from '../parts/table.ts';

/** What the machine is, what the gate allowed on it, and what limits the measurement. */
export function pageMachine(report: RunReport): Markup {
  const { cpu, memory, workers, load, gate } = report.mission.admission;
  const notes = report.machine.notes.map(
    (note) => html`<li>${shortText(note, 600)}</li>
`,
  );
  const facts = htmlFacts([
    ...(report.fleet === undefined ? machineFacts(report) : []).map(([name, cell]) => [name, paintCell(cell)] as const),
    ['Gate for CPU and memory', gatedText(gate)],
    ['CPU limit', limits(cpu)],
    ['Memory limit', `${limits(memory)}${criticalText(memory)}`],
    ['Workers', `caution from ${workers.caution}, limit ${workers.limit}`],
    ['Declared load', `at most ${formatPercent(load)}`],
  ]);
  const list =
    notes.length === 0
      ? nothing
      : html`<ul>
${notes}</ul>
`;
  return section('machine', 'Machine', html`${facts}${constraints(report)}${list}`);
}

/** The machine and its containers with a limit. */
function constraints(report: RunReport): Markup {
  const table = constraintsTable(report);
  if (table === undefined) return nothing;
  return html`<p>${CONSTRAINTS_NOTE}</p>
${htmlTable(table)}`;
}

function criticalText({ critical }: MemoryLimits): string {
  return critical === undefined || critical >= 100 ? '' : `, tasks are paused from ${formatPercent(critical)}`;
}

function limits({ caution, limit }: { readonly caution: number; readonly limit: number }): string {
  return `caution from ${formatPercent(caution)}, limit ${formatPercent(limit)}`;
}
