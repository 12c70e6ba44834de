/*
 * The sections that the Markdown reports and the page `report.html` share, without their format.
 *
 * Each file of this folder is one section. It takes a `RunReport` and gives a `Table`, a `List` or a list of facts: which
 * columns there are, which rows in which order, what is left out and where to find it. `markdown/` and `html/` only paint:
 * they add the heading, and they turn each `Cell` into text of their format. A cell says what it means (an id with a link,
 * a duration, bytes, a status, untrusted text), so the painter decides how it looks and no section can forget to escape.
 *
 * Invariants:
 * - Nothing here knows Markdown or HTML. Nothing here escapes or cuts text.
 * - Text that a task, a mission file or a program wrote is an `untrusted` or an id cell, never `text`.
 * - A column in which no row says anything is left out, except the first one, so both formats show the same columns.
 * - How many rows a document has space for is the document's decision: it is a parameter.
 *
 * Not here: figures and findings (`analysis/`), wording that log lines use too (`words/`), sections that only one format
 * has (`markdown/sections/`, `html/sections/`).
 */
import { mapEach } from '../../base/map-each.ts';
import type { Cell, Sentence } from './cell.ts';

export interface Table {
  /** A noun phrase: what the rows are. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Each as long as `columns`. */
  readonly rows: Rows;
  /** How many rows are left out, and where they are; empty if none is. */
  readonly more: Sentence;
}

export interface Column {
  readonly title: string;
  /** Figures are aligned right, so that digits of the same weight stand below each other. */
  readonly align?: 'right';
  /** Its cells are drawings, which only the page can show. */
  readonly drawing?: true;
}

export type Row = readonly Cell[];

/** Rows in order; those of a table with a row for each task are made as they are read, each time. */
export interface Rows extends Iterable<Row> {
  readonly length: number;
}

/** One row for each item, made as it is read: all at once, those of 10,000 tasks take 10 MB. */
export function rowsOf<Item>(items: Iterable<Item> & { readonly length: number }, make: (item: Item) => Row): Rows {
  return { length: items.length, [Symbol.iterator]: () => mapEach(items, make) };
}

/** A table without the columns that are empty in all rows. */
export function makeTable(table: Omit<Table, 'more'> & { readonly more?: Sentence }): Table {
  const { columns, rows, more = [] } = table;
  const empty = emptyColumns(columns, rows);
  if (empty.size === 0) return { ...table, more };
  const filled = <T>(items: readonly T[]): T[] => items.filter((_, index) => !empty.has(index));
  return { ...table, columns: filled(columns), rows: rowsOf(rows, filled), more };
}

/** The indexes of the columns that are empty in all rows, without the first. Mostly few rows have to be read. */
function emptyColumns(columns: readonly Column[], rows: Rows): ReadonlySet<number> {
  const empty = new Set(columns.keys());
  empty.delete(0);
  for (const row of rows) {
    for (const index of empty) if (!isEmpty(row[index])) empty.delete(index);
    if (empty.size === 0) break;
  }
  return empty;
}

/** `5 older decisions are in mission.json.`; empty if nothing is hidden. */
export function moreInJson(hidden: number, one: string, many: string): Sentence {
  if (hidden <= 0) return [];
  return [
    { type: 'text', text: `${hidden} ${hidden === 1 ? `${one} is` : `${many} are`} in ` },
    { type: 'file', path: 'mission.json' },
    { type: 'text', text: '.' },
  ];
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell.type === 'none' || cell.type === 'blank';
}
