import { type Alias, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { aliasesOf } from './aliases.ts';
import { keyOf, type Mapping, pairsOf } from './pairs.ts';
import type { ParsedYaml } from './parse.ts';
import { type YamlSource, yamlSource } from './source.ts';
import { textChecks } from './text-checks.ts';

export interface Tree {
  readonly value: unknown;
  readonly source: YamlSource;
}

/**
 * Turns the YAML tree into plain values and checks what a schema cannot see: duplicate keys (linear; the library's check is
 * quadratic), tags, `__proto__`, NUL characters, aliases. Of duplicate keys, the first one counts. Undefined if
 * aliases repeat too much, because the tree is then too large to visit.
 */
export function readTree(parsed: ParsedYaml, report: Report): Tree | undefined {
  const pairs = pairsOf();
  // Counted instead of returned with each value: objects for 100,000 of them would be most of the garbage here.
  let size = 0;
  let height = 0;
  const placeOf = (node: Node): Place => parsed.place(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  const { acceptKey, refuseNul } = textChecks(placeOf, report);
  const aliases = aliasesOf(placeOf, report);

  /** Returns the value. Adds its size to `size`, and sets `height`. */
  function read(node: Node | null): unknown {
    if (node === null) return readNothing();
    if (isAlias(node)) return readAlias(node);
    if (node.tag !== undefined) {
      const hint = 'remove the tag; put a number in quotes to make it text';
      report({ at: placeOf(node), code: 'yaml-tag', message: 'expected a plain value, found a YAML tag', hint });
    }
    return node.anchor === undefined ? readContent(node) : readAnchored(node, node.anchor);
  }

  function readNothing(): null {
    size += 1;
    height = 0;
    return null;
  }

  function readAnchored(node: Node, name: string): unknown {
    const note = aliases.anchor(name, node);
    const before = size;
    const value = readContent(node);
    note({ value, size: size - before, height });
    return value;
  }

  function readAlias(alias: Alias): unknown {
    const found = aliases.follow(alias);
    if (found === undefined) return readNothing();
    size += found.size;
    height = found.height;
    return found.value;
  }

  function readContent(node: Node): unknown {
    size += 1;
    if (isMap<Node, Node | null>(node)) return readMap(node);
    if (isSeq<Node>(node)) return readList(node.items);
    height = 0;
    // What a tag makes of a text, such as bytes, is nothing that a check could name.
    const value: unknown = isScalar(node) ? (node.tag === undefined ? node.value : node.source) : null;
    if (typeof value === 'string') refuseNul(value, node);
    return value;
  }

  function readList(items: readonly Node[]): unknown[] {
    let highest = 0;
    const values = items.map((item) => {
      const value = read(item);
      highest = Math.max(highest, height);
      return value;
    });
    height = highest + 1;
    return values;
  }

  function readMap(map: Mapping): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    let highest = 0;
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (!acceptKey(key, pair.key, Object.hasOwn(values, key) ? pairs.find(map, key) : undefined)) continue;
      values[key] = read(pair.value);
      highest = Math.max(highest, height);
    }
    height = highest + 1;
    return values;
  }

  const value = read(parsed.contents);
  return aliases.areTooMany() ? undefined : { value, source: yamlSource(parsed, pairs, aliases.targets) };
}
