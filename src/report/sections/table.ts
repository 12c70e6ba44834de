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
import type { Cell, Sentence } from './cell.ts';

export interface Table {
  /** A noun phrase: what the rows are. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Each as long as `columns`. */
  readonly rows: readonly Row[];
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

/** A table without the columns that are empty in all rows. */
export function makeTable(table: Omit<Table, 'more'> & { readonly more?: Sentence }): Table {
  const { columns, rows, more = [] } = table;
  const isKept = columns.map((_, index) => index === 0 || rows.some((row) => !isEmpty(row[index])));
  if (isKept.every((kept) => kept)) return { ...table, more };
  const filled = <T>(items: readonly T[]): T[] => items.filter((_, index) => isKept[index]);
  return { ...table, columns: filled(columns), rows: rows.map(filled), more };
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
