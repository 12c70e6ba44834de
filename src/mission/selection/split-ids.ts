import { append } from '../../base/multimap.ts';

/**
 * The ids in texts such as `--only 'build (linux/amd64, 1.10), lint'`. They are separated by commas, blanks or line breaks,
 * which ids of matrix combinations contain too, so the longest id of the mission that fits is taken first. An id may be
 * in single or double quotes. A word that is no id of the mission is returned with the parentheses that follow it, so
 * that a message about it can name all of it. Each id is returned once, in the order of the texts.
 *
 * @param known every id that may be named, the bare ids of matrices included
 */
export function splitIds(texts: readonly string[], known: Iterable<string>): readonly string[] {
  const byBase = groupByBase(known);
  return [...new Set(texts.flatMap((text) => split(text, byBase)))];
}

/** The bare id and its combinations, by the beginning of the id, the longest first. */
type IdsByBase = ReadonlyMap<string, readonly string[]>;

function groupByBase(known: Iterable<string>): IdsByBase {
  const groups = new Map<string, string[]>();
  for (const id of known) append(groups, baseAt(id, 0), id);
  // The longest first: `build (a), build (b)` may itself be the id of a combination.
  for (const ids of groups.values()) ids.sort((a, b) => b.length - a.length);
  return groups;
}

function split(text: string, known: IdsByBase): string[] {
  const ids: string[] = [];
  let position = separatorsEnd(text, 0);
  while (position < text.length) {
    const { id, end } = quotedAt(text, position, known) ?? knownAt(text, position, known) ?? wordAt(text, position);
    ids.push(id);
    position = separatorsEnd(text, end);
  }
  return ids;
}

interface Found {
  readonly id: string;
  /** Position after it, its closing quote included. */
  readonly end: number;
}

/** No id begins with a quote, so one at this place quotes. Undefined if there is none, or none that closes it. */
function quotedAt(text: string, position: number, known: IdsByBase): Found | undefined {
  const quote = text[position];
  if (quote !== '"' && quote !== "'") return undefined;
  const start = position + 1;
  // Values may contain quotes, so a known id decides before the next quote does.
  const id = known.get(baseAt(text, start))?.find((candidate) => text.startsWith(`${candidate}${quote}`, start));
  const close = id === undefined ? text.indexOf(quote, start) : start + id.length;
  return close === -1 ? undefined : { id: text.slice(start, close), end: close + 1 };
}

/** The longest known id at this position that is not merely the beginning of an unknown combination, as in `build (other)`. */
function knownAt(text: string, position: number, known: IdsByBase): Found | undefined {
  const id = known
    .get(baseAt(text, position))
    ?.find((candidate) => text.startsWith(candidate, position) && endsAt(text, position + candidate.length));
  return id === undefined ? undefined : { id, end: position + id.length };
}

/** A word that is no known id, with the parentheses that follow it on its line. Never empty. */
function wordAt(text: string, position: number): Found {
  const plain = matchAt(/[^\s,]+/y, text, position);
  const withValues = matchAt(/[^\s,(]+[^\S\n]*\([^)\n]*\)?/y, text, position);
  const id = withValues.length > plain.length ? withValues : plain;
  return { id, end: position + id.length };
}

function endsAt(text: string, position: number): boolean {
  if (position === text.length) return true;
  return matchAt(/[\s,]/y, text, position) !== '' && matchAt(/[^\S\n]*\(/y, text, position) === '';
}

function separatorsEnd(text: string, position: number): number {
  return position + matchAt(/[\s,]*/y, text, position).length;
}

/** The id as the mission file writes it, or what a combination's id begins with. */
function baseAt(text: string, position: number): string {
  return matchAt(/[A-Za-z0-9._:-]*/y, text, position);
}

/** What a sticky pattern matches at this position; empty if nothing. */
function matchAt(pattern: RegExp, text: string, position: number): string {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? '';
}
