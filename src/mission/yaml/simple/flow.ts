import type { YamlNode, YamlPair, YamlScalar } from './node.ts';
import { plainScalar, quotedScalar } from './scalars.ts';
import { DEEPEST_SIMPLE, isPlainStart, type Scan } from './scan.ts';

const SPACE = 0x20;
const LINE_END = 0x0a;
const HASH = 0x23;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Ends a plain scalar inside of brackets. */
const ENDS = new Set([...',[]{}\n'].map((character) => character.charCodeAt(0)));

/**
 * A list or mapping in brackets that begins at `scan.at`. Undefined if it is not simple.
 *
 * @param indent of the block around it: each of its lines must be indented more
 */
export function readFlow(scan: Scan, indent: number, depth: number): YamlNode | undefined {
  if (depth > DEEPEST_SIMPLE) return undefined;
  return scan.text[scan.at] === '[' ? readList(scan, indent, depth) : readMap(scan, indent, depth);
}

function readList(scan: Scan, indent: number, depth: number): YamlNode | undefined {
  const start = scan.at;
  const items: YamlNode[] = [];
  scan.at += 1;
  for (;;) {
    if (!skipBlank(scan, indent)) return undefined;
    if (scan.text[scan.at] === ']') break;
    const item = readValue(scan, indent, depth);
    if (item === undefined || !skipBlank(scan, indent)) return undefined;
    items.push(item);
    if (scan.text.charCodeAt(scan.at) === COMMA) scan.at += 1;
    else if (scan.text[scan.at] !== ']') return undefined;
  }
  scan.at += 1;
  return { kind: 'list', start, end: scan.at, items };
}

function readMap(scan: Scan, indent: number, depth: number): YamlNode | undefined {
  const start = scan.at;
  const pairs: YamlPair[] = [];
  scan.at += 1;
  for (;;) {
    if (!skipBlank(scan, indent)) return undefined;
    if (scan.text[scan.at] === '}') break;
    const pair = readPair(scan, indent, depth);
    if (pair === undefined || !skipBlank(scan, indent)) return undefined;
    pairs.push(pair);
    if (scan.text.charCodeAt(scan.at) === COMMA) scan.at += 1;
    else if (scan.text[scan.at] !== '}') return undefined;
  }
  scan.at += 1;
  return { kind: 'map', start, end: scan.at, pairs };
}

function readPair(scan: Scan, indent: number, depth: number): YamlPair | undefined {
  const { text } = scan;
  const key = isQuote(text[scan.at]) ? readQuoted(scan) : readPlainKey(scan);
  // `{a:1}` has one key, `a:1`, and `{"a":1}` is JSON: both are rare.
  if (key === undefined || text.charCodeAt(scan.at) !== COLON || text.charCodeAt(scan.at + 1) !== SPACE)
    return undefined;
  scan.at += 1;
  while (text.charCodeAt(scan.at) === SPACE) scan.at += 1;
  const value = readValue(scan, indent, depth);
  return value === undefined ? undefined : { key, value };
}

function readPlainKey(scan: Scan): YamlScalar | undefined {
  const start = scan.at;
  const end = plainEnd(scan.text, start);
  if (end === undefined) return undefined;
  scan.at = end;
  scan.nodes += 1;
  const text = scan.text.slice(start, end);
  return text.endsWith(' ') ? undefined : { kind: 'scalar', start, end, value: text, text };
}

function readValue(scan: Scan, indent: number, depth: number): YamlNode | undefined {
  const first = scan.text[scan.at];
  scan.nodes += 1;
  if (first === '[' || first === '{') return readFlow(scan, indent, depth + 1);
  if (isQuote(first)) return readQuoted(scan);
  const start = scan.at;
  const end = plainEnd(scan.text, start);
  // After a colon, the item of a list would be a mapping.
  if (end === undefined || scan.text.charCodeAt(end) === COLON) return undefined;
  scan.at = end;
  return plainScalar(scan.text.slice(start, end).trimEnd(), start);
}

function readQuoted(scan: Scan): YamlScalar | undefined {
  const scalar = quotedScalar(scan.text, scan.at);
  if (scalar?.end !== undefined) scan.at = scalar.end;
  return scalar;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** The end of a scalar without quotes, with the blanks after it; undefined if it is not simple. */
function plainEnd(text: string, start: number): number | undefined {
  if (!isPlainStart(text, start)) return undefined;
  let at = start + 1;
  for (; at < text.length && !ENDS.has(text.charCodeAt(at)); at += 1) {
    const code = text.charCodeAt(at);
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) return undefined;
    if (code !== COLON) continue;
    const after = text.charCodeAt(at + 1);
    if (after === SPACE) return at;
    if (after === LINE_END || ENDS.has(after)) return undefined;
  }
  return at;
}

/** Moves to the next character that is not blank. False if there is none, or a comment, or a line that is not indented enough. */
function skipBlank(scan: Scan, indent: number): boolean {
  const { text } = scan;
  let line = -1;
  for (; scan.at < text.length; scan.at += 1) {
    const code = text.charCodeAt(scan.at);
    if (code === LINE_END) line = scan.at + 1;
    else if (code !== SPACE) return code !== HASH && (line < 0 || scan.at - line > indent);
  }
  return false;
}
