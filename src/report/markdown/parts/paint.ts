/*
 * The painter of neutral cells, sentences, lists and tables in Markdown; its twin for the page is `html/parts/paint.ts`.
 *
 * Every kind of cell is named here once, and the compiler rejects a kind without a case. Untrusted text and ids are escaped
 * for the place where they stand: a table cell, where a bar ends the cell even in code, or a sentence.
 *
 * Invariants:
 * - A painted cell is one line and leaves the table intact, whatever its text is.
 * - Links are only made if the document is beside the files of the run: a job summary stands alone.
 * - Drawings have no Markdown, so their columns are left out.
 */
import { mapEach } from '../../../base/map-each.ts';
import { leastDifference } from '../../analysis/usual-time.ts';
import type { ServiceStatus } from '../../model/service.ts';
import type { Cell, Sentence } from '../../sections/cell.ts';
import type { List } from '../../sections/list.ts';
import type { Row, Table } from '../../sections/table.ts';
import { logFile, taskFile } from '../../text/document-paths.ts';
import { markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { dash, formatBytes, formatDuration, formatOffset, formatPercent, trimmed } from '../../text/format.ts';
import { joinPieces, type MarkdownRows, markdownTablePieces } from '../../text/markdown-table.ts';
import { sparkline } from '../../text/sparkline.ts';
import { statusMark } from '../../words/status-text.ts';

/** Whether the files of the run are beside the document, so that links to them lead somewhere. */
export type Place = 'beside-files' | 'alone';

export const serviceMark: Readonly<Record<ServiceStatus, string>> = {
  idle: '·',
  starting: '⏳',
  ready: '▶️',
  stopping: '⏹️',
  stopped: '✅',
  failed: '❌',
};

/** A neutral table as Markdown, and below it what is left out. `paddedRows`: see `markdownTable`. */
export function paintTable(table: Table, place: Place = 'beside-files', paddedRows?: number): string {
  return joinPieces(paintTablePieces(table, place, paddedRows));
}

/** The same in pieces, for a table with a row for each task. */
export function* paintTablePieces(table: Table, place: Place = 'beside-files', paddedRows?: number): Generator<string> {
  const columns = table.columns.filter(({ drawing }) => drawing !== true);
  const rows = table.rows.length > MANY_ROWS ? oneByOne(table, place) : paintRows(table, place);
  yield* markdownTablePieces(columns, rows, paddedRows);
  if (table.more.length > 0) yield `\n\n${paintSentence(table.more, place)}`;
}

/** The cells of each row as Markdown, without drawings. */
export function paintRows(table: Table, place: Place): string[][] {
  const shown = shownColumns(table);
  return Array.from(table.rows, (row) => paintRow(row, shown, place));
}

/** Far more than any table that is aligned has. */
const MANY_ROWS = 1_000;

/** The same, each row only when the table is made of it: all at once, those of 10,000 tasks take 10 MB. */
function oneByOne(table: Table, place: Place): MarkdownRows {
  const shown = shownColumns(table);
  return {
    length: table.rows.length,
    [Symbol.iterator]: () => mapEach(table.rows, (row) => paintRow(row, shown, place)),
  };
}

function shownColumns({ columns }: Table): readonly number[] {
  return columns.flatMap(({ drawing }, index) => (drawing === true ? [] : [index]));
}

function paintRow(row: Row, shown: readonly number[], place: Place): string[] {
  return shown.map((index) => paintCell(row[index], place, 'cell'));
}

/** Cells as a paragraph. */
export function paintSentence(sentence: Sentence, place: Place = 'beside-files'): string {
  return sentence.map((cell) => paintCell(cell, place, 'text')).join('');
}

/** A neutral list as a section of its own; '' for none. */
export function paintList(list: List | undefined, total: number, place: Place = 'beside-files'): string {
  if (list === undefined) return '';
  const items = list.items.map(
    ({ at, sentence }) => `- ${at === undefined ? '' : `${formatOffset(at, total)} `}${paintSentence(sentence, place)}`,
  );
  return [`## ${list.title}`, paintSentence(list.intro, place), items.join('\n'), paintSentence(list.more, place)]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** In a table cell, a bar is escaped even in code. */
export function paintCell(cell: Cell | undefined, place: Place, where: 'cell' | 'text'): string {
  if (cell === undefined) return '';
  switch (cell.type) {
    case 'none':
      return dash;
    case 'blank':
    case 'share':
    case 'declared-measured':
      return '';
    case 'text':
      return bold(cell.text, cell.strong);
    case 'code':
      return markdownCode(cell.text, where);
    case 'untrusted':
      return markdownText(cell.text);
    case 'id':
      return paintId(cell, place, where);
    case 'ids':
      return paintIds(cell, where);
    case 'file':
      return place === 'alone' ? `\`${cell.path}\`` : `[${cell.path}](${cell.path})`;
    case 'duration':
      return bold(formatDuration(cell.milliseconds), cell.strong);
    case 'offset':
      return formatOffset(cell.at, cell.total);
    case 'percent':
      return formatPercent(cell.value);
    case 'figure':
      return trimmed(cell.value, cell.decimals);
    case 'bytes':
      return formatBytes(cell.bytes);
    case 'task-status':
      return `${statusMark[cell.status]} ${cell.phrase}`;
    case 'service-status':
      return `${serviceMark[cell.status]} ${cell.phrase}`;
    case 'verdict':
      return cell.verdict;
    case 'band':
      return cell.forced ? `${cell.band}, **forced**` : cell.band;
    case 'trend':
      return sparkline(cell.values, leastDifference);
    default:
      return cell satisfies never;
  }
}

function bold(text: string, strong: true | undefined): string {
  return strong === true ? `**${text}**` : text;
}

type CellOf<Type> = Extract<Cell, { readonly type: Type }>;

function paintId({ id, link }: CellOf<'id'>, place: Place, where: 'cell' | 'text'): string {
  const name = markdownCode(id, where);
  if (link === undefined || place === 'alone') return name;
  return `[${name}](${markdownTarget(link === 'report' ? taskFile(id) : logFile(id))})`;
}

function paintIds({ ids, most, separator = ', ' }: CellOf<'ids'>, where: 'cell' | 'text'): string {
  const shown = ids.slice(0, most).map((id) => markdownCode(id, where));
  return `${shown.join(separator)}${ids.length > most ? ` and ${ids.length - most} more` : ''}`;
}
