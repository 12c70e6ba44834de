import type { Column, Table } from '../../sections/table.ts';
import { html, type Markup, nothing, type Part } from './html.ts';
import { paintCell, paintSentence } from './paint.ts';
import { moreLine } from './section.ts';

/** A neutral table with its caption, and below it what is left out; the first cell of each row is its heading. */
export function htmlTable({ caption, columns, rows, more }: Table): Markup {
  const heads = columns.map((column) => html`<th scope="col"${figure(column)}>${column.title}</th>`);
  const body = Array.from(rows, (cells) => {
    const [first, ...rest] = columns.map((column, index) => {
      const content = paintCell(cells[index]);
      return index === 0
        ? html`<th scope="row"${figure(column)}>${content}</th>`
        : html`<td${figure(column)}>${content}</td>`;
    });
    return html`<tr>${first}${rest}</tr>
`;
  });
  // A table that is wider than the window scrolls, and must be reachable with the keyboard for that.
  return html`<div class="wide" role="group" tabindex="0" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
${moreLine(paintSentence(more))}`;
}

function figure({ align }: Column): Markup {
  return align === 'right' ? html` class="figure"` : nothing;
}

/** Characters; a longer fact gets a line of its own. */
const longestFact = 70;

/** Facts as a description list; those without a value are left out. */
export function htmlFacts(facts: readonly (readonly [string, Part])[]): Markup {
  const rows = facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => {
      const mark = typeof value === 'string' && value.length > longestFact ? html` class="all"` : nothing;
      return html`<div${mark}><dt>${name}</dt><dd>${value}</dd></div>
`;
    });
  return html`<dl class="facts">
${rows}</dl>
`;
}
