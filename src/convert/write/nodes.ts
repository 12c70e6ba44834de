import { Document, isNode, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { MatrixValue } from '../../mission/model/mission.ts';

/** A mapping or a list on one line is not longer than this. */
const LONGEST_FLOW = 90;

/** Only makes nodes: it is not the document that is written. */
const document = new Document();

/** A key with its value. Absent values are left out. */
export interface Row {
  readonly key: string;
  readonly value: Node | MatrixValue | undefined;
  /** Lines of a comment above. */
  readonly above?: readonly string[];
  /** A blank line above. */
  readonly space?: boolean;
}

/** A mapping with its rows in their order. */
export function mapOf(rows: readonly Row[]): YAMLMap {
  const map = new YAMLMap();
  for (const { key, value, above = [], space = false } of rows) {
    if (value === undefined) continue;
    const name = inOneLine(key);
    name.spaceBefore = space;
    if (above.length > 0) name.commentBefore = above.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
    map.add(new Pair(name, isNode(value) ? value : scalar(value)));
  }
  return map;
}

/**
 * Characters that the library writes as they are, but that a reader of the mission cannot see, that reorder what is behind them, or that
 * end a line for some readers of YAML. Joiners stay, because emoji have them.
 */
const HIDDEN =
  /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;

/** A text with several lines is written as it is, line by line. One with hidden characters is in quotes, where they can be escaped. */
export function scalar(value: MatrixValue): Scalar {
  const node = inOneLine(value);
  if (typeof value === 'string' && node.type === undefined && /\n./.test(value)) node.type = Scalar.BLOCK_LITERAL;
  return node;
}

function inOneLine(value: MatrixValue): Scalar {
  const node = new Scalar(value);
  if (typeof value === 'string' && value.search(HIDDEN) >= 0) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

/** A document of such nodes with each hidden character as an escape of YAML: all of them are in double quotes. */
export function spellOut(document: string): string {
  return document.replace(HIDDEN, (character) => {
    const point = (character.codePointAt(0) ?? 0).toString(16);
    return point.length > 4 ? `\\U${point.padStart(8, '0')}` : `\\u${point.padStart(4, '0')}`;
  });
}

/** The text alone, or a list on one line if it is short. Undefined for no text. */
export function textOrTexts(texts: readonly string[] | undefined): Node | undefined {
  const [first, ...more] = texts ?? [];
  if (first === undefined) return undefined;
  return more.length === 0 ? scalar(first) : listOf([first, ...more]);
}

/** A list on one line if it is short. */
export function listOf(values: readonly MatrixValue[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const value of values) list.add(scalar(value));
  list.flow = isShort(list);
  return list;
}

/** Names with values, on one line if they are short. Undefined for none. */
export function variablesOf(values: ReadonlyMap<string, MatrixValue> | undefined): YAMLMap | undefined {
  if (values === undefined || values.size === 0) return undefined;
  const map = mapOf([...values].map(([key, value]) => ({ key, value })));
  map.flow = isShort(map);
  return map;
}

/** Whether a node without comments fits on one line. */
export function isShort(node: Node): boolean {
  const text = JSON.stringify(document.createNode(node).toJSON());
  return text.length <= LONGEST_FLOW && !text.includes('\\n');
}
