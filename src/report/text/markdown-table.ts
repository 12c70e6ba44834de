/** Rows; a longer table is not aligned in the source, because that takes time and space and the source is not read. */
const mostPaddedRows = 60;

/** Characters; one long cell must not widen every row. */
const widestColumn = 60;

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** A GitHub Markdown table; cells are Markdown already, without line breaks. Aligned if it has few rows. */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paddedRows = mostPaddedRows,
): string {
  const widths = columns.map((column, index) => {
    if (rows.length > paddedRows) return 0;
    const widest = rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), column.title.length);
    return Math.min(widestColumn, Math.max(3, widest));
  });
  const line = (cells: readonly string[]): string => {
    let text = '|';
    for (let index = 0; index < columns.length; index += 1) {
      const cell = cells[index] ?? '';
      const width = widths[index] ?? 0;
      text += ` ${columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width)} |`;
    }
    return text;
  };
  const rule = columns.map((column, index) => {
    const dashes = '-'.repeat(Math.max(3, widths[index] ?? 0));
    return column.align === 'right' ? `${dashes.slice(1)}:` : dashes;
  });
  const lines = [line(columns.map((column) => column.title)), `| ${rule.join(' | ')} |`];
  for (const row of rows) lines.push(line(row));
  return lines.join('\n');
}

/** Facts in two columns; the first fact is the heading row that Markdown requires. */
export function factTable(facts: readonly (readonly [string, string])[]): string {
  const [first, ...rest] = facts;
  if (first === undefined) return '';
  return markdownTable([{ title: first[0] }, { title: first[1] }], rest);
}

/** Blocks of a document with an empty line between them; empty blocks are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
