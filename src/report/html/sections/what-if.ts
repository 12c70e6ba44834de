import type { WhatIfFindings, WhatIfRow } from '../../analysis/what-if-findings.ts';
import { ASSUMPTIONS, assumedText } from '../../analysis/what-if-text.ts';
import { formatDuration } from '../../text/format.ts';
import { shareBar } from '../parts/bars.ts';
import { prose } from '../parts/cells.ts';
import { html, type Markup, nothing, type Part } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';
import { dash, type HtmlColumn, htmlTable } from '../parts/table.ts';

const columns: readonly HtmlColumn[] = [
  { title: 'Limits' },
  { title: 'Takes', align: 'right' },
  { title: 'Length' },
  { title: 'Against the same' },
  { title: 'Waited, all together' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'Active at most', align: 'right' },
];

/** The same run under other limits. */
export function pageWhatIf(findings: WhatIfFindings): Markup {
  switch (findings.type) {
    case 'none':
      return nothing;
    case 'sentence':
      return section(
        'what-if',
        'What if',
        html`<p>${prose(findings.sentence)}</p>
`,
      );
    case 'swept': {
      const { cost, rows, notes, estimates } = findings;
      const longest = Math.max(1, ...rows.map(({ makespan }) => makespan ?? 0));
      const assumed = assumedText(estimates, (id) => shortText(id).replaceAll('`', "'"));
      const remarks = [...notes, assumed, `An estimate. ${ASSUMPTIONS.join(' ')}`]
        .filter((text) => text !== '')
        .join(' ');
      const table = htmlTable(
        'The same run with other limits, replayed',
        columns,
        rows.map((row) => cells(row, longest)),
      );
      return section(
        'what-if',
        'What if',
        html`<p><strong>${cost.claim}</strong>${cost.rest}</p>
${table}${moreLine(prose(remarks))}`,
      );
    }
    default:
      return findings satisfies never;
  }
}

function cells({ kind, name, makespan, against, waited, cpu, memory, workers }: WhatIfRow, longest: number): Part[] {
  return [
    name,
    makespan === undefined ? 'does not end' : formatDuration(makespan),
    makespan === undefined ? dash : shareBar(makespan / longest, kind === 'measured' ? 'own' : 'other'),
    against,
    waited || dash,
    cpu,
    memory,
    workers,
  ];
}
