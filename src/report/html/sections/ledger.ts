import type { RunReport } from '../../model/run.ts';
import { ledgerNote, ledgerTable } from '../../sections/ledger.ts';
import { html, type Markup } from '../parts/html.ts';
import { longMark, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

const mostRows = 300;

/** The decisions of the gate. */
export function pageLedger(report: RunReport): Markup {
  const table = ledgerTable(report, mostRows);
  const content =
    table === undefined
      ? html`<p>The gate has made no decisions.</p>
`
      : html`<p>${ledgerNote(report)}</p>
${htmlTable(table)}`;
  return section('ledger', 'Ledger', content, longMark(table?.rows.length ?? 0));
}
