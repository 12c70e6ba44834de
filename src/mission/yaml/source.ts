import { type Alias, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Pairs } from './pairs.ts';
import type { ParsedYaml } from './parse.ts';

/** Keys and list positions from the root to a value. */
export type Path = readonly (string | number)[];

/** What the user wrote, by path: its text and its place. */
export interface YamlSource {
  /** Whether something was written there, whatever it is. */
  has(path: Path): boolean;
  isMapping(path: Path): boolean;
  /** True if the value is an alias without an anchor, which was reported already. */
  isUnresolved(path: Path): boolean;
  /** Keys of a mapping in the file's order (an object's would put `10` before `a`); empty when it is no mapping. */
  keys(path: Path): readonly string[];
  /** Of the value; of its key when the value is empty; of the nearest key above when it is missing. */
  place(path: Path): Place;
  /** The place of a part of the value's text if the file has the same spelling, otherwise of the whole value. The end is exclusive. */
  placeWithin(path: Path, value: string, start: number, end: number): Place;
  /** Of the key; of the value for a list's item; of the nearest key above when it is missing. */
  keyPlace(path: Path): Place;
  /** The text of a scalar as it was written, so that `1.10` stays `1.10`; nothing for lists, mappings and empty values. */
  text(path: Path): string | undefined;
  /** That of each item of a list; empty for everything else. */
  itemTexts(path: Path): readonly (string | undefined)[];
}

/** In a longer text, each place would be searched for from the start again, and carets that far in are of no use. */
const LONGEST_SEARCHED = 5000;

/** @param targets the value of each alias */
export function yamlSource(
  { text, contents, place }: ParsedYaml,
  pairs: Pairs,
  targets: ReadonlyMap<Alias, Node>,
): YamlSource {
  const resolved = (node: Node | null | undefined): Node | null | undefined =>
    isAlias(node) ? targets.get(node) : node;

  /** The node at the path and its key; `depth` is how far the path could be followed. */
  function find(path: Path): { node: Node | null | undefined; key: Node | undefined; depth: number } {
    let node: Node | null | undefined = resolved(contents);
    let key: Node | undefined;
    // Called for every text of every task: nothing is allocated on the way down.
    for (let depth = 0; depth < path.length; depth += 1) {
      const segment = path[depth] ?? '';
      if (isMap<Node, Node | null>(node)) {
        const pair = pairs.find(node, String(segment));
        if (pair === undefined) return { node: undefined, key, depth };
        key = pair.key;
        node = resolved(pair.value);
      } else if (isSeq<Node>(node) && typeof segment === 'number' && segment < node.items.length) {
        const item: Node | undefined = node.items[segment];
        // A list's item has no key of its own, so a missing key is shown at the item.
        key = item ?? key;
        node = resolved(item);
      } else {
        return { node: undefined, key, depth };
      }
    }
    return { node, key, depth: path.length };
  }

  const placeOf = (node: Node | null | undefined): Place => {
    const range = node?.range ?? contents.range;
    return place(range[0], range[1]);
  };

  const keyPlace = (path: Path): Place => {
    const { key } = find(path);
    return key === undefined ? firstKey() : placeOf(key);
  };

  /** A missing top-level key is shown at the first key, because the whole file is not a useful place. */
  function firstKey(): Place {
    const first = isMap<Node, Node>(contents) ? contents.items[0] : undefined;
    return placeOf(first?.key);
  }

  const valuePlace = (path: Path): Place => {
    const { node } = find(path);
    const range = node?.range;
    return range === undefined || range === null || range[0] === range[1] ? keyPlace(path) : placeOf(node);
  };

  return {
    has: (path) => {
      const found = find(path);
      return found.depth === path.length && found.node !== undefined;
    },
    isUnresolved: (path) => {
      const { node, depth } = find(path);
      return depth === path.length && node === undefined;
    },
    isMapping: (path) => isMap(find(path).node),
    keys: (path) => {
      const { node } = find(path);
      return isMap<Node, Node | null>(node) ? pairs.keys(node) : [];
    },
    place: valuePlace,
    placeWithin: (path, value, start, end) => {
      const range = find(path).node?.range;
      const part = value.slice(start, end);
      if (range === undefined || range === null || part === '' || value.length > LONGEST_SEARCHED)
        return valuePlace(path);
      const written = text.slice(range[0], range[1]);
      const before = value.slice(0, start).split(part).length - 1;
      // If the counts differ, escapes or folded lines make the written text differ from the value.
      if (value.split(part).length !== written.split(part).length) return valuePlace(path);
      const from = range[0] + offsetOf(part, written, before);
      return place(from, from + part.length);
    },
    keyPlace,
    text: (path) => textOf(find(path).node),
    itemTexts: (path) => {
      const { node } = find(path);
      return isSeq<Node>(node) ? node.items.map((item) => textOf(resolved(item))) : [];
    },
  };
}

function textOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) && node.value !== null ? (node.source ?? String(node.value)) : undefined;
}

/** Index of the occurrence of `part` in `text` that comes after `before` others. */
function offsetOf(part: string, text: string, before: number): number {
  let offset = text.indexOf(part);
  for (let passed = 0; passed < before; passed += 1) offset = text.indexOf(part, offset + part.length);
  return offset;
}
