import { warningsOf } from '../../analysis/warnings.ts';
import type { RunReport } from '../../model/run.ts';
import { formatBytes, formatOffset, formatPercent, plural } from '../../text/format.ts';
import { gatedText } from '../../words/gate-text.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';
import { htmlFacts } from '../parts/table.ts';

const mostMessages = 100;

/** What the machine is, what the gate allowed on it, and what limits the measurement. */
export function pageMachine(report: RunReport): Markup {
  const { machine } = report;
  const { cpu, memory, workers, load, gate } = report.mission.admission;
  const notes = machine.notes.map(
    (note) => html`<li>${shortText(note, 600)}</li>
`,
  );
  const facts = htmlFacts([
    ['Host', shortText(machine.hostname)],
    ['CPUs', Number(machine.cpus.toFixed(2))],
    ['Memory', formatBytes(machine.memory)],
    ['Processor', shortText(machine.processor ?? '')],
    ['System', shortText(`${machine.platform} ${machine.architecture}`)],
    ['Node', shortText(machine.node)],
    ['Figures from', shortText(machine.source)],
    ['Waits for CPU and memory', gatedText(gate)],
    ['CPU', limits(cpu)],
    ['Memory allowed', limits(memory)],
    ['Workers', `caution from ${workers.caution} on, limit ${workers.limit}`],
    ['Declared load', `at most ${formatPercent(load)}`],
  ]);
  const list =
    notes.length === 0
      ? nothing
      : html`<ul>
${notes}</ul>
`;
  return section('machine', 'Machine', html`${facts}${list}`);
}

function limits({ caution, limit }: { readonly caution: number; readonly limit: number }): string {
  return `caution from ${formatPercent(caution)} on, limit ${formatPercent(limit)}`;
}

/** What of the run itself did not work. */
export function pageTroubles(report: RunReport): Markup {
  const lines = warningsOf(report);
  if (lines.length === 0) return nothing;
  const items = lines.slice(0, mostMessages).map(
    ({
      at,
      text,
    }) => html`<li><span class="time">${formatOffset(at, report.duration)}</span> ${shortText(text, 600)}</li>
`,
  );
  const hidden = lines.length - items.length;
  const more = hidden > 0 ? `${plural(hidden, 'more is', 'more are')} in events.jsonl.` : '';
  const content = html`<ul>
${items}</ul>
${moreLine(more)}`;
  return section('troubles', 'What did not go as it should', content);
}
