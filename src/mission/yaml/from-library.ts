import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { YamlNode, YamlPair, YamlScalar } from './simple/node.ts';

/** Translates a node of the library. */
export function fromLibrary(node: Node): YamlNode {
  const [start, end] = node.range ?? [0, 0];
  if (isAlias(node)) return { kind: 'alias', start, end, source: node.source };
  const written = {
    start,
    end,
    ...(node.tag === undefined ? {} : { isTagged: true as const }),
    ...(node.anchor === undefined ? {} : { anchor: node.anchor }),
  };
  if (isMap<Node, Node | null>(node)) {
    const pairs = node.items.map(
      ({ key, value }): YamlPair => ({ key: keyOf(key), value: value === null ? null : fromLibrary(value) }),
    );
    return { kind: 'map', ...written, pairs };
  }
  if (isSeq<Node>(node)) return { kind: 'list', ...written, items: node.items.map(fromLibrary) };
  if (!isScalar(node)) return { kind: 'scalar', ...written, value: null, text: '' };
  // What a tag makes of a text, such as bytes, is nothing that a check could name.
  const value: unknown = node.tag === undefined ? node.value : node.source;
  return { kind: 'scalar', ...written, value, text: node.source ?? String(node.value) };
}

/** With `stringKeys`, other keys than scalars are errors. */
function keyOf(key: Node): YamlScalar {
  const [start, end] = key.range ?? [0, 0];
  const text = isScalar(key) ? String(key.value) : '';
  return { kind: 'scalar', start, end, value: text, text };
}
