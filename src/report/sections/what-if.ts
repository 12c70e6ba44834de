import { errorText } from '../analysis/model-error.ts';
import type { WhatIfFindings, WhatIfRow } from '../analysis/what-if-findings.ts';
import { ASSUMED, ASSUMPTIONS, assumedIds } from '../analysis/what-if-text.ts';
import { blank, type Cell, prose, type Sentence, text, textOrNone } from './cell.ts';
import { type Column, makeTable, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Limits' },
  { title: 'Takes', align: 'right' },
  { title: 'Length', drawing: true },
  { title: 'Against the same limits', align: 'right' },
  { title: 'Waited, all together' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'Workers at most', align: 'right' },
];

type Swept = Extract<WhatIfFindings, { readonly type: 'swept' }>;

/** The same run, replayed with other limits. */
export function whatIfTable({ rows }: Swept): Table {
  const longest = Math.max(1, ...rows.map(({ makespan }) => makespan ?? 0));
  return makeTable({
    caption: 'The same run with other limits, replayed',
    columns,
    rows: rows.map((row) => cells(row, longest)),
  });
}

function cells({ kind, name, makespan, against, waited, cpu, memory, workers }: WhatIfRow, longest: number): Row {
  const isMeasured = kind === 'measured';
  const emphasis = isMeasured ? { strong: true as const } : {};
  const takes: Cell =
    makespan === undefined ? text('does not end') : { type: 'duration', milliseconds: makespan, ...emphasis };
  return [
    { type: 'text', text: name, ...emphasis },
    takes,
    { type: 'share', share: (makespan ?? 0) / longest, kind: isMeasured ? 'own' : 'other' },
    against === '' && kind !== 'other' ? blank : textOrNone(against),
    textOrNone(waited),
    text(cpu),
    text(memory),
    text(workers),
  ];
}

/** How good the estimates are, and what they assume. */
export function whatIfNotes({ notes, estimates }: Swept): readonly Sentence[] {
  return [
    [...prose(notes.join(' ')), ...assumedSentence(assumedIds(estimates))],
    [text(`An estimate, ${errorText('what-if')}. ${ASSUMPTIONS.join(' ')}`)],
  ];
}

function assumedSentence(ids: readonly string[]): Sentence {
  if (ids.length === 0) return [];
  return [text(` ${ASSUMED[0]}`), { type: 'ids', ids, most: 5 }, ...prose(ASSUMED[1])];
}
