import { deferralCount, type GateDecision, type RunReport } from '../model/run.ts';
import { gateTerms } from '../words/gate-terms.ts';
import { waitWord } from '../words/waits.ts';
import { type Cell, figureCell, idsCell, none, offsetCell, text, untrusted } from './cell.ts';
import { newestGroups } from './newest-groups.ts';
import { type Column, makeTable, moreInJson, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Id' },
  { title: 'Verdict' },
  { title: 'Checks', align: 'right' },
  { title: 'CPU %', align: 'right' },
  { title: 'Unseen %', align: 'right' },
  { title: 'Memory %', align: 'right' },
  { title: 'Workers', align: 'right' },
  { title: 'Band' },
  { title: 'Why' },
];

/** What the table shows, and what its words mean. */
export function ledgerNote(report: RunReport): string {
  return [
    'Every decision of the gate.',
    'Deferred: the task may not start yet. Consecutive deferrals for the same reason are one entry with the number of checks, and tasks that wait behind the first in line are in its entry.',
    ...gateTerms(report),
  ].join(' ');
}

/** How many ids of a decision are shown: the first in line. */
const FIRST_IN_LINE = 1;

/** The newest decisions of the gate, oldest first; undefined if there are none. */
export function ledgerTable(report: RunReport, most: number): Table | undefined {
  const { decisions } = report;
  if (decisions.length === 0) return undefined;
  const newest = newestGroups(decisions, waitsBehind, most);
  const rows = inOneLine(decisions.slice(newest.from)).map((line) => row(report, line));
  const more = moreInJson(newest.count - rows.length, 'older decision', 'older decisions');
  return makeTable({ caption: `Decisions of the gate: ${newest.count}`, columns, rows, more });
}

/** Tasks that one check held back for one reason, in launch order; or the one task of another decision. */
interface Line {
  readonly decision: GateDecision;
  readonly ids: readonly string[];
}

function inOneLine(decisions: readonly GateDecision[]): readonly Line[] {
  const lines: { decision: GateDecision; ids: string[] }[] = [];
  for (const decision of decisions) {
    const last = lines.at(-1);
    if (last !== undefined && waitsBehind(decision, last.decision)) last.ids.push(decision.id);
    else lines.push({ decision, ids: [decision.id] });
  }
  return lines;
}

/** It does not matter which decision of a line is `first`: all of them have the same time, reason and detail. */
function waitsBehind(decision: GateDecision, first: GateDecision): boolean {
  const isDeferred = decision.verdict === 'deferred' && first.verdict === 'deferred';
  return isDeferred && decision.at === first.at && decision.reason === first.reason && decision.detail === first.detail;
}

function row(report: RunReport, { decision, ids }: Line): Row {
  const { at, verdict, cpu, memory, active, unseen, band } = decision;
  return [
    offsetCell(report, at),
    idsCell(ids, FIRST_IN_LINE),
    { type: 'verdict', verdict },
    // Pauses and evictions are decided at a reading, not at a check.
    decision.count === 0 && verdict !== 'deferred' ? none : figureCell(deferralCount(report, decision)),
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
