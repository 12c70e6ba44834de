import { deferralCount, type GateDecision, type RunReport } from '../model/run.ts';
import { waitWord } from '../words/waits.ts';
import { type Cell, figureCell, none, offsetCell, text, untrusted } from './cell.ts';
import { type Column, makeTable, moreInJson, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Id' },
  { title: 'Verdict' },
  { title: 'Checks', align: 'right' },
  { title: 'CPU %', align: 'right' },
  { title: 'Unseen %', align: 'right' },
  { title: 'Memory %', align: 'right' },
  { title: 'Active', align: 'right' },
  { title: 'Band' },
  { title: 'Why' },
];

export const LEDGER_NOTE =
  'Every decision of the gate. Consecutive deferrals for the same reason are one entry with the number of checks.';

/** The newest decisions of the gate, oldest first; undefined if there are none. */
export function ledgerTable(report: RunReport, most: number): Table | undefined {
  const { decisions } = report;
  if (decisions.length === 0) return undefined;
  const rows = decisions.slice(-most).map((decision) => row(report, decision));
  const more = moreInJson(decisions.length - rows.length, 'older decision', 'older decisions');
  return makeTable({ caption: `Decisions of the gate: ${decisions.length}`, columns, rows, more });
}

function row(report: RunReport, decision: GateDecision): Row {
  const { at, id, verdict, cpu, memory, active, unseen, band } = decision;
  return [
    offsetCell(report, at),
    { type: 'id', id },
    { type: 'verdict', verdict },
    figureCell(deferralCount(report, decision)),
    figureCell(cpu),
    // Load that the readings do not show yet is rare: without it the column is left out.
    figureCell(unseen === 0 ? undefined : unseen),
    figureCell(memory),
    figureCell(active),
    { type: 'band', band, forced: false },
    deferralCell(decision),
  ];
}

/** What closed the gate, with the figures if they are known. */
export function deferralCell({ detail, reason }: GateDecision): Cell {
  if (detail !== undefined) return untrusted(detail);
  return reason === undefined ? none : text(waitWord(reason));
}
