import type { RunReport } from '../../model/run.ts';
import { loadTable } from '../../sections/load.ts';
import { html, type Markup } from '../parts/html.ts';
import { longMark, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

const mostRows = 120;

/** Declared against measured, for each task and test that ran. */
export function pageLoad(report: RunReport): Markup {
  const table = loadTable(report, mostRows);
  const content =
    table === undefined
      ? html`<p>No load or memory was declared or measured.</p>
`
      : htmlTable(table);
  return section('load', 'Load and memory', content, longMark(table?.rows.length ?? 0));
}
