import type { WhatIfFindings, WhatIfRow } from '../../analysis/what-if-findings.ts';
import { ASSUMPTIONS, assumedText } from '../../analysis/what-if-text.ts';
import { markdownCode } from '../../text/escape.ts';
import { formatDuration } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { nothing } from '../task/columns.ts';

/** What other limits would have done to this run; '' of one that does not tell. */
export function whatIfSection(findings: WhatIfFindings): string {
  const heading = '## What if';
  switch (findings.type) {
    case 'none':
      return '';
    case 'sentence':
      return `${heading}\n\n${findings.sentence}`;
    case 'swept': {
      const { cost, rows, notes, estimates } = findings;
      const claim = cost.claim === '' ? '' : `**${cost.claim}**`;
      const assumed = assumedText(estimates, (id) => markdownCode(id, 'text'));
      return [
        heading,
        `The same run with other limits, replayed. ${claim}${cost.rest}`,
        markdownTable(columns, rows.map(cells)),
        [...notes, assumed].filter((text) => text !== '').join(' '),
        `An estimate. ${ASSUMPTIONS.join(' ')}`,
      ].join('\n\n');
    }
    default:
      return findings satisfies never;
  }
}

const columns: readonly Column[] = [
  { title: 'Limits' },
  { title: 'Takes', align: 'right' },
  { title: 'Against the same limits', align: 'right' },
  { title: 'Waited, all together' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'Active at most', align: 'right' },
];

function cells({ kind, name, makespan, against, waited, cpu, memory, workers }: WhatIfRow): string[] {
  const bold = (text: string): string => (kind === 'measured' ? `**${text}**` : text);
  return [
    bold(name),
    makespan === undefined ? 'does not end' : bold(formatDuration(makespan)),
    against || (kind === 'other' ? nothing : ''),
    waited || nothing,
    cpu,
    memory,
    workers,
  ];
}
