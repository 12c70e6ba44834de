/*
 * `html/parts/`: what the sections of the page are made of.
 *
 * `html` (this file) is the only way to make markup. `paint.ts` turns the neutral cells of `report/sections` into markup,
 * `table.ts` neutral tables, `section.ts` puts a heading above them. `cells.ts`, `bars.ts` and `short-text.ts` are small
 * pieces. `words.ts` has the names and signs that the page's script uses too, so it imports no template.
 *
 * Invariants:
 * - A value in a template is escaped for text and for quoted attributes, unless it is `Markup`.
 * - No styles and no handlers in the markup, since the page's policy refuses both.
 * - A sign or a drawing is hidden from screen readers if words beside it say the same, and has a label otherwise.
 */
import { batchesOf } from '../../../base/batches.ts';
import { xmlText } from '../../text/escape.ts';

/** Text that is markup already. Only `html` makes it, so that no untrusted text gets into a page unescaped. */
export interface Markup {
  readonly markup: string;
}

export type Part = string | number | Markup | readonly Markup[] | undefined;

/** A template that escapes its values, both as text and in quoted attributes, unless they are markup themselves. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = texts[0] ?? '';
  for (const [index, part] of parts.entries()) markup += markupOf(part) + (texts[index + 1] ?? '');
  return { markup };
}

export const nothing: Markup = { markup: '' };

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return xmlText(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}

/** How many entries of a list are in memory at once as text. */
const BATCH = 64;

/**
 * An object as the content of `<script type="application/json">`, in pieces: no character of it can end the element or begin a
 * comment, and JSON.parse gives the object back.
 *
 * @param value a function in it returns the entries of a list, which are made as they are written
 */
export function* escapedJsonPieces(value: object): Generator<string> {
  let before = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${escapedJson(key)}:`;
    before = ',';
    if (Array.isArray(member)) yield* listPieces(member);
    else if (isList(member)) yield* listPieces(member());
    else yield escapedJson(member);
  }
  yield before === '{' ? '{}' : '}';
}

function isList(value: unknown): value is () => Iterable<unknown> {
  return typeof value === 'function';
}

function* listPieces(list: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const batch of batchesOf(list, BATCH)) {
    yield before + escapedJson(batch).slice('['.length, -']'.length);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
