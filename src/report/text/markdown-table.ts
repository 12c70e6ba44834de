/** Rows; a longer table is not aligned in the source, because that takes time and space and the source is not read. */
const mostPaddedRows = 60;

/** Rows that are joined at once: pieces of text take many times the memory of the text that they make. */
const ROWS_AT_ONCE = 100;

/** Characters; one long cell must not widen every row. */
const widestColumn = 60;

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** The cells of each row, in order; rows of a table that is not aligned may be made one by one. */
export interface MarkdownRows extends Iterable<readonly string[]> {
  readonly length: number;
}

/** A GitHub Markdown table; cells are Markdown already, without line breaks. Aligned if it has few rows. */
export function markdownTable(columns: readonly Column[], rows: MarkdownRows, paddedRows = mostPaddedRows): string {
  const widths = columns.map(({ title }, index) => (rows.length > paddedRows ? 0 : widthOf(title, rows, index)));
  let head = '|';
  let rule = '|';
  for (const [index, { title, align }] of columns.entries()) {
    const width = widths[index] ?? 0;
    const dashes = '-'.repeat(Math.max(3, width));
    head += ` ${align === 'right' ? title.padStart(width) : title.padEnd(width)} |`;
    rule += ` ${align === 'right' ? `${dashes.slice(1)}:` : dashes} |`;
  }
  const parts: string[] = [];
  let lines = [head, rule];
  for (const row of rows) {
    let line = '|';
    for (let index = 0; index < columns.length; index += 1) {
      const cell = row[index] ?? '';
      const width = widths[index] ?? 0;
      line += ` ${columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width)} |`;
    }
    if (lines.push(line) < ROWS_AT_ONCE) continue;
    parts.push(lines.join('\n'));
    lines = [];
  }
  if (lines.length > 0) parts.push(lines.join('\n'));
  return parts.join('\n');
}

function widthOf(title: string, rows: MarkdownRows, index: number): number {
  let widest = Math.max(3, title.length);
  for (const row of rows) widest = Math.max(widest, row[index]?.length ?? 0);
  return Math.min(widestColumn, widest);
}

/** Facts in two columns; the first fact is the heading row that Markdown requires. */
export function factTable(facts: readonly (readonly [string, string])[]): string {
  const [first, ...rest] = facts;
  if (first === undefined) return '';
  return markdownTable([{ title: first[0] }, { title: first[1] }], rest);
}

/** Blocks of a document with an empty line between them; empty blocks are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  let text = '';
  for (const block of blocks) if (block !== '') text += `${text === '' ? '' : '\n\n'}${block}`;
  return `${text}\n`;
}
