/*
 * This folder reads the YAML that nearly all missions consist of, in one pass over the text and without tokens. The library needs half of the
 * time of `plan` for a mission of 10,000 tasks, because it keeps each blank and comment.
 *
 * `read-simple.ts` reads blocks: mappings, lists, and texts after `|`. `flow.ts` reads what is in brackets, and `scalars.ts` single values.
 * `scan.ts` has what they share, and `node.ts` the types of the result, also for texts that the library has read.
 *
 * Invariants:
 * - Either the result is what the library makes of the text, or there is none: `undefined` means that the text has to be read with the library.
 *   A test compares both with random texts and with all missions of this repository.
 * - Nothing is reported here. A text with a mistake is not simple, and the library finds the mistake.
 * - Not simple are, among others: anchors, aliases, tags, `? `, folded texts, values of several lines without `|`, tabs, and line ends of Windows.
 * - Values have the same places as in the library. The end of a block collection is left open; `parse.ts` asks the library for it.
 *
 * Not here: duplicate keys and other checks of values (`yaml/read-tree.ts`).
 */

import { readFlow } from './flow.ts';
import type { YamlNode, YamlPair, YamlScalar } from './node.ts';
import { plainScalar, quotedScalar } from './scalars.ts';
import { DEEPEST_SIMPLE, isPlainStart, type Scan } from './scan.ts';

/** Characters that only simple texts consist of: no tabs, no other control characters, no line ends except `\n`. */
const OTHER_CHARACTERS = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\uffff]/;

/** Values and keys. Larger files are left to the library, which has a limit. */
const MOST_NODES = 200_000;

/** Characters of a key; the library refuses keys of more than 1,024. */
const LONGEST_KEY = 1000;

const SPACE = 0x20;
const HASH = 0x23;
const MINUS = 0x2d;
const COLON = 0x3a;

interface Blocks extends Scan {
  /** Of the line that `at` is on: position of its first character that is not a blank, its indentation, and its end. */
  first: number;
  indent: number;
  end: number;
}

/** Undefined if the text is not simple. Its root is a mapping. */
export function readSimple(text: string): YamlNode | undefined {
  if (OTHER_CHARACTERS.test(text)) return undefined;
  const blocks: Blocks = { text, at: 0, nodes: 0, first: 0, indent: 0, end: -1 };
  nextLine(blocks);
  const root = blocks.indent === 0 ? readMap(blocks, 0, 0) : undefined;
  return isOver(blocks) && blocks.nodes <= MOST_NODES ? root : undefined;
}

function isOver({ indent }: Blocks): boolean {
  return indent === END;
}

/** Indentation behind the last line. */
const END = -1;

/** Moves to the next line that is neither empty nor a comment. */
function nextLine(blocks: Blocks): void {
  const { text } = blocks;
  for (let start = blocks.end + 1; start < text.length; start = blocks.end + 1) {
    const end = text.indexOf('\n', start);
    blocks.end = end < 0 ? text.length : end;
    let first = start;
    while (text.charCodeAt(first) === SPACE) first += 1;
    if (first >= blocks.end || text.charCodeAt(first) === HASH) continue;
    blocks.first = first;
    blocks.indent = first - start;
    blocks.at = first;
    return;
  }
  blocks.indent = END;
}

/** A block mapping whose keys are in this column; the first one is at `blocks.at`. */
function readMap(blocks: Blocks, column: number, depth: number): YamlNode | undefined {
  if (depth > DEEPEST_SIMPLE) return undefined;
  const pairs: YamlPair[] = [];
  const start = blocks.at;
  do {
    const key = readKey(blocks);
    if (key === undefined) return undefined;
    const value = readValue(blocks, column, depth, true);
    if (value === undefined) return undefined;
    pairs.push({ key, value });
  } while (blocks.indent === column && !isItem(blocks));
  if (blocks.indent > column) return undefined;
  return { kind: 'map', start, end: undefined, pairs };
}

/** A block list whose dashes are in this column; the first one is at `blocks.at`. */
function readList(blocks: Blocks, column: number, depth: number): YamlNode | undefined {
  if (depth > DEEPEST_SIMPLE) return undefined;
  const { text } = blocks;
  const items: YamlNode[] = [];
  const start = blocks.at;
  do {
    blocks.at += 1;
    while (text.charCodeAt(blocks.at) === SPACE) blocks.at += 1;
    if (blocks.at >= blocks.end || text.charCodeAt(blocks.at) === HASH) return undefined;
    const inner = blocks.at - blocks.first + column;
    const item = isKey(blocks) ? readMap(blocks, inner, depth + 1) : readValue(blocks, column, depth, false);
    if (item === undefined || item === null) return undefined;
    items.push(item);
  } while (blocks.indent === column && isItem(blocks));
  if (blocks.indent > column) return undefined;
  return { kind: 'list', start, end: undefined, items };
}

/** True if the line begins with the dash of a list. */
function isItem({ text, first }: Blocks): boolean {
  const after = text.charCodeAt(first + 1);
  return text.charCodeAt(first) === MINUS && (after === SPACE || !(after > SPACE));
}

function isKey(blocks: Blocks): boolean {
  const { at } = blocks;
  const key = readKey(blocks);
  blocks.at = at;
  if (key !== undefined) blocks.nodes -= 1;
  return key !== undefined;
}

/** A key with its colon; then `at` is behind the colon. */
function readKey(blocks: Blocks): YamlScalar | undefined {
  const { text, at: start, end } = blocks;
  const first = text[start];
  const key = first === '"' || first === "'" ? quotedScalar(text, start) : plainKey(text, start, end);
  if (key?.end === undefined || key.end >= end || key.end - start > LONGEST_KEY) return undefined;
  const after = key.end + 1;
  if (text.charCodeAt(key.end) !== COLON || (after < end && text.charCodeAt(after) !== SPACE)) return undefined;
  // `...` at the beginning of a line ends a document.
  if (text.startsWith('...', start)) return undefined;
  blocks.nodes += 1;
  blocks.at = after;
  return key;
}

function plainKey(text: string, start: number, lineEnd: number): YamlScalar | undefined {
  if (!isPlainStart(text, start)) return undefined;
  for (let at = text.indexOf(':', start); at >= 0 && at < lineEnd; at = text.indexOf(':', at + 1)) {
    if (at + 1 < lineEnd && text.charCodeAt(at + 1) !== SPACE) continue;
    const key = text.slice(start, at);
    if (key.endsWith(' ') || key.includes(' #')) return undefined;
    return { kind: 'scalar', start, end: at, value: key, text: key };
  }
  return undefined;
}

/** The value behind a key or a dash, and moves to the line after it. Null if there is none. */
function readValue(blocks: Blocks, column: number, depth: number, isInMap: boolean): YamlNode | null | undefined {
  const { text } = blocks;
  while (text.charCodeAt(blocks.at) === SPACE) blocks.at += 1;
  blocks.nodes += 1;
  const first = text[blocks.at];
  if (blocks.at >= blocks.end || first === '#') return readBelow(blocks, column, depth, isInMap);
  if (first === '|') return readLiteral(blocks, column);
  const value = readInline(blocks, column, depth);
  if (value === undefined) return undefined;
  nextLine(blocks);
  // What is indented more would continue the value.
  return blocks.indent > column ? undefined : value;
}

function readInline(blocks: Blocks, column: number, depth: number): YamlNode | undefined {
  const { text } = blocks;
  const first = text[blocks.at];
  if (first !== '[' && first !== '{' && first !== '"' && first !== "'") return readPlain(blocks);
  const value = first === '[' || first === '{' ? readFlow(blocks, column, depth + 1) : quotedScalar(text, blocks.at);
  if (value?.end === undefined) return undefined;
  // A value in brackets may have ended on a later line.
  const lineEnd = text.indexOf('\n', value.end);
  blocks.end = lineEnd < 0 ? text.length : lineEnd;
  const rest = text.slice(value.end, blocks.end);
  return rest === '' || /^ +(?:#|$)/.test(rest) ? value : undefined;
}

function readPlain({ text, at, end }: Blocks): YamlScalar | undefined {
  if (!isPlainStart(text, at)) return undefined;
  const line = text.slice(at, end);
  const comment = line.indexOf(' #');
  const plain = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return plain.includes(': ') || plain.endsWith(':') ? undefined : plainScalar(plain, at);
}

function readBelow(blocks: Blocks, column: number, depth: number, isInMap: boolean): YamlNode | null | undefined {
  nextLine(blocks);
  if (!isInMap) return undefined;
  const { indent } = blocks;
  if (indent >= column && isItem(blocks)) return readList(blocks, indent, depth + 1);
  return indent > column ? readMap(blocks, indent, depth + 1) : null;
}

/** The text behind `|` or `|-`, and moves to the line after it. */
function readLiteral(blocks: Blocks, column: number): YamlScalar | undefined {
  const { text, at: start } = blocks;
  const header = text.slice(start, blocks.end);
  if (header !== '|' && header !== '|-') return undefined;
  const lines: string[] = [];
  let inner = -1;
  let kept = 0;
  let end = blocks.end;
  for (let from = blocks.end + 1; from < text.length; ) {
    const next = text.indexOf('\n', from);
    const lineEnd = next < 0 ? text.length : next;
    let first = from;
    while (text.charCodeAt(first) === SPACE) first += 1;
    if (first < lineEnd) {
      if (first - from <= column) break;
      if (inner < 0) inner = first - from;
      if (first - from < inner) return undefined;
      lines.push(text.slice(from + inner, lineEnd));
      kept = lines.length;
      end = Math.min(lineEnd + 1, text.length);
    } else {
      // Blanks alone can belong to the text, and before its first line they decide about its indentation.
      if (first > from || inner < 0) return undefined;
      lines.push('');
    }
    blocks.end = lineEnd;
    from = lineEnd + 1;
  }
  if (kept === 0) return undefined;
  nextLine(blocks);
  const value = lines.slice(0, kept).join('\n') + (header === '|' ? '\n' : '');
  return { kind: 'scalar', start, end, value, text: value };
}
