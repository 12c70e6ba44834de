import { nothing as dash } from '../../markdown/task/columns.ts';
import { html, type Markup, nothing, type Part } from './html.ts';
import { moreLine } from './section.ts';

export interface HtmlColumn {
  readonly title: string;
  /** Figures stand at the right, below each other. */
  readonly align?: 'right';
}

/** What stands in a cell where there is nothing to say: the same as in the other reports, whose cells stand here too. */
export { dash };

/** A table with a caption; the first cell of each row is its heading. `more` says what is left out, and where it is. */
export function htmlTable(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly Part[])[],
  more = '',
): Markup {
  const filled = columns
    .map((column, index) => ({ column, index }))
    // A column in which nobody has anything to say only takes room.
    .filter(({ index }) => index === 0 || rows.length === 0 || rows.some((cells) => !isEmpty(cells[index])));
  const heads = filled.map(({ column }) => html`<th scope="col"${figure(column)}>${column.title}</th>`);
  const body = rows.map((cells) => {
    const [first, ...rest] = filled.map(({ column, index }) =>
      index === 0
        ? html`<th scope="row"${figure(column)}>${cells[0]}</th>`
        : html`<td${figure(column)}>${cells[index]}</td>`,
    );
    return html`<tr>${first}${rest}</tr>
`;
  });
  // What is wider than the window is scrolled, for which it has to be reachable by keyboard.
  return html`<div class="wide" role="group" tabindex="0" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
${moreLine(more)}`;
}

function isEmpty(cell: Part): boolean {
  return cell === undefined || cell === '' || cell === dash || cell === nothing;
}

function figure({ align }: HtmlColumn): Markup {
  return align === 'right' ? html` class="figure"` : nothing;
}

/** Too long to stand beside others. */
function isLong(value: Part): boolean {
  return typeof value === 'string' && value.length > 70;
}

/** Facts as a description list; those without a value are left out. */
export function htmlFacts(facts: readonly (readonly [string, Part])[]): Markup {
  const rows = facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(
      ([
        name,
        value,
      ]) => html`<div${isLong(value) ? html` class="all"` : nothing}><dt>${name}</dt><dd>${value}</dd></div>
`,
    );
  return html`<dl class="facts">
${rows}</dl>
`;
}
