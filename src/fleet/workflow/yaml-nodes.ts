import { type Document, isNode, isPair, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A key of a mapping with its value: a node, or what becomes one. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** A blank line above. */
  readonly space?: boolean;
  /** Lines of a comment above. */
  readonly above?: readonly string[];
}

/** A mapping with comments. Pairs and nodes, such as those of another document, are taken as they are. */
export function mapping(document: Document, entries: readonly (Entry | Pair)[]): YAMLMap {
  const map = new YAMLMap();
  for (const entry of entries) {
    if (isPair(entry)) {
      map.add(entry);
      continue;
    }
    const { key, value, space, above } = entry;
    const name = new Scalar(key);
    if (space === true) name.spaceBefore = true;
    if (above !== undefined) name.commentBefore = above.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
    map.add(new Pair(name, isNode(value) ? value : document.createNode(value)));
  }
  return map;
}

/** A sequence of nodes, an item a line. */
export function sequence(items: readonly Node[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const item of items) list.add(item);
  return list;
}

/** A longer list in brackets is hard to read. */
const FLOW_CHARACTERS = 90;

/** The name itself, or a list of names in brackets if they are few. */
export function nameOrNames(document: Document, names: readonly string[]): Node {
  const [first, ...more] = names;
  if (first !== undefined && more.length === 0) return document.createNode(first);
  const list = sequence(names.map((name) => document.createNode(name)));
  list.flow = names.join(', ').length <= FLOW_CHARACTERS;
  return list;
}

/** A value with a comment behind it. */
export function commented(value: string, comment?: string): Scalar {
  const scalar = new Scalar(value);
  if (comment !== undefined) scalar.comment = ` ${comment}`;
  return scalar;
}
