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
export function markdownTable(columns: readonly Column[], rows: MarkdownRows, paddedRows?: number): string {
  return joinPieces(markdownTablePieces(columns, rows, paddedRows));
}

/** The same in pieces: the text of 10,000 rows takes several times its size until it is written. */
export function* markdownTablePieces(
  columns: readonly Column[],
  rows: MarkdownRows,
  paddedRows = mostPaddedRows,
): Generator<string> {
  const widths = columns.map(({ title }, index) => (rows.length > paddedRows ? 0 : widthOf(title, rows, index)));
  let head = '|';
  let rule = '|';
  for (const [index, { title, align }] of columns.entries()) {
    const width = widths[index] ?? 0;
    const dashes = '-'.repeat(Math.max(3, width));
    head += ` ${align === 'right' ? title.padStart(width) : title.padEnd(width)} |`;
    rule += ` ${align === 'right' ? `${dashes.slice(1)}:` : dashes} |`;
  }
  let before = '';
  let lines = [head, rule];
  for (const row of rows) {
    let line = '|';
    for (let index = 0; index < columns.length; index += 1) {
      const cell = row[index] ?? '';
      const width = widths[index] ?? 0;
      line += ` ${columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width)} |`;
    }
    if (lines.push(line) < ROWS_AT_ONCE) continue;
    yield before + lines.join('\n');
    before = '\n';
    lines = [];
  }
  if (lines.length > 0) yield before + lines.join('\n');
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

/** A part of a document, such as a section. A long one is made in pieces, as it is read. */
export type Block = string | Iterable<string>;

/** Blocks of a document with an empty line between them; empty blocks are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  let text = '';
  for (const block of blocks) if (block !== '') text += `${text === '' ? '' : '\n\n'}${block}`;
  return `${text}\n`;
}

/** The same in pieces, each made when the one before is written. */
export function* blockPieces(blocks: Iterable<Block>): Generator<string> {
  let before = '';
  for (const block of blocks) {
    let isEmpty = true;
    for (const piece of typeof block === 'string' ? [block] : block) {
      if (piece === '') continue;
      yield isEmpty ? before + piece : piece;
      isEmpty = false;
    }
    if (!isEmpty) before = '\n\n';
  }
  yield '\n';
}

export function joinPieces(pieces: Iterable<string>): string {
  let text = '';
  for (const piece of pieces) text += piece;
  return text;
}
