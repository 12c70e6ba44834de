import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { DEEPEST, type ParsedYaml } from './parse.ts';
import { type YamlSource, yamlSource } from './source.ts';
import { textChecks } from './text-checks.ts';

/** Maximum number of values that aliases may add to the written ones: enough for thousands of shared `env`, too few for a bomb. */
const MOST_REPEATED = 100_000;

/** A value and its size, in nodes to visit with aliases followed. */
interface Read {
  readonly value: unknown;
  readonly size: number;
  readonly height: number;
}

export interface Tree {
  readonly value: unknown;
  readonly source: YamlSource;
}

const NOTHING: Read = { value: null, size: 1, height: 0 };

/**
 * Turns the YAML tree into plain values and checks what a schema cannot see: duplicate keys (linear; the library's check is
 * quadratic), tags, `__proto__`, NUL characters, aliases. Of duplicate keys, the first one counts. Undefined if
 * aliases repeat too much, because the tree is then too large to visit.
 */
export function readTree(parsed: ParsedYaml, report: Report): Tree | undefined {
  const entries = new Map<YAMLMap, Map<string, Pair<Node, Node | null>>>();
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, { node: Node; read?: Read }>();
  let repeated = 0;
  const placeOf = (node: Node): Place => parsed.place(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  const { acceptKey, refuseNul } = textChecks(placeOf, report);

  function read(node: Node | null): Read {
    if (node === null) return NOTHING;
    if (isAlias(node)) return follow(node);
    if (node.tag !== undefined) {
      const hint = 'remove the tag; put a number in quotes to make it text';
      report({ at: placeOf(node), code: 'yaml-tag', message: 'expected a plain value, found a YAML tag', hint });
    }
    const anchor = node.anchor === undefined ? undefined : { node };
    if (anchor !== undefined && node.anchor !== undefined) anchors.set(node.anchor, anchor);
    const result = readContent(node);
    if (anchor !== undefined) Object.assign(anchor, { read: result });
    return result;
  }

  function readContent(node: Node): Read {
    if (isMap<Node, Node | null>(node)) return readMap(node);
    if (isSeq<Node>(node)) {
      const items = node.items.map((item) => read(item));
      return { value: items.map((item) => item.value), ...measure(items) };
    }
    // What a tag makes of a text, such as bytes, is nothing that a check could name.
    const value: unknown = isScalar(node) ? (node.tag === undefined ? node.value : node.source) : null;
    if (typeof value === 'string') refuseNul(value, node);
    return { value, size: 1, height: 0 };
  }

  function readMap(node: YAMLMap<Node, Node | null>): Read {
    const pairs = new Map<string, Pair<Node, Node | null>>();
    entries.set(node, pairs);
    const value: Record<string, unknown> = {};
    const reads: Read[] = [];
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const first = pairs.get(key);
      if (!acceptKey(key, pair.key, first)) continue;
      pairs.set(key, pair);
      const below = read(pair.value);
      value[key] = below.value;
      reads.push(below);
    }
    return { value, ...measure(reads) };
  }

  function follow(alias: Alias): Read {
    const anchor = anchors.get(alias.source);
    const at = placeOf(alias);
    if (anchor?.read === undefined) {
      const name = showText(`*${alias.source}`);
      const message =
        anchor === undefined ? `no anchor for the alias ${name}` : `the alias ${name} is inside its own anchor`;
      const hint = `write \`&${alias.source.slice(0, 60)}\` before the value that it repeats, above this line`;
      report({ at, code: 'yaml-alias', message, hint });
      return NOTHING;
    }
    if (repeated > MOST_REPEATED) return NOTHING;
    repeated += anchor.read.size;
    if (repeated > MOST_REPEATED || anchor.read.height > DEEPEST) {
      const message = `the aliases repeat too much: expected at most ${MOST_REPEATED} values and ${DEEPEST} levels`;
      report({ at, code: 'yaml-alias-bomb', message, hint: 'use fewer aliases that contain aliases' });
      repeated = Number.POSITIVE_INFINITY;
      return NOTHING;
    }
    targets.set(alias, anchor.node);
    return anchor.read;
  }

  const { value } = read(parsed.contents);
  return repeated > MOST_REPEATED ? undefined : { value, source: yamlSource(parsed, entries, targets) };
}

function measure(reads: readonly Read[]): { size: number; height: number } {
  let size = 1;
  let height = 0;
  for (const read of reads) {
    size += read.size;
    height = Math.max(height, read.height);
  }
  return { size, height: height + 1 };
}
