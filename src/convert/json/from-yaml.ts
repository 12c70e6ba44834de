import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Diagnostic } from '../../mission/diagnostics/diagnostic.ts';
import { collectFindings } from '../../mission/diagnostics/finding.ts';
import { type ParsedYaml, parseYaml } from '../../mission/yaml/parse.ts';
import type { SourceFile } from '../draft.ts';
import type { JsonEntry, JsonNode } from './parse.ts';

export type ParsedNodes =
  | { readonly type: 'parsed'; readonly root: JsonNode }
  | { readonly type: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Values that aliases may repeat, so that a small file cannot become a large tree. */
const MOST_NODES = 200_000;

/**
 * A YAML file as a tree with lines, within the limits of mission files. Numbers are texts as they are written. Aliases and merge keys
 * (`<<`) are followed, and tags are not looked at.
 */
export function parseYamlNodes({ path, text }: SourceFile): ParsedNodes {
  const findings = collectFindings(path);
  const parsed = parseYaml(text.replace(/^\uFEFF/, ''), findings.report);
  if (parsed === undefined || findings.hasErrors()) return { type: 'invalid', diagnostics: findings.sorted() };
  return { type: 'parsed', root: new NodeReading(parsed).read(parsed.contents) };
}

class NodeReading {
  readonly #place: ParsedYaml['place'];
  readonly #anchors = new Map<string, JsonNode>();
  #left = MOST_NODES;

  constructor({ place }: ParsedYaml) {
    this.#place = place;
  }

  read(node: Node | null | undefined): JsonNode {
    const start = node?.range?.[0] ?? 0;
    const { line } = this.#place(start, start);
    this.#left -= 1;
    if (this.#left < 0 || node === null || node === undefined) return { type: 'plain', line, value: null };
    if (isAlias(node)) return this.#anchors.get(node.source) ?? { type: 'plain', line, value: null };
    const found = this.#content(node, line);
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, found);
    return found;
  }

  #content(node: Node, line: number): JsonNode {
    if (isSeq<Node>(node)) return { type: 'list', line, items: node.items.map((item) => this.read(item)) };
    if (isMap<Node, Node | null>(node)) {
      const entries = new Map<string, JsonEntry>();
      const merged: JsonNode[] = [];
      for (const { key, value } of node.items) {
        const at = key.range?.[0] ?? 0;
        const name = isScalar(key) ? (key.source ?? String(key.value)) : '';
        if (name === '<<') merged.push(this.read(value));
        else entries.set(name, { line: this.#place(at, at).line, value: this.read(value) });
      }
      for (const [name, entry] of merged.flatMap(mergedEntries)) if (!entries.has(name)) entries.set(name, entry);
      return { type: 'object', line, entries };
    }
    if (!isScalar(node) || node.value === null) return { type: 'plain', line, value: null };
    if (typeof node.value === 'boolean') return { type: 'plain', line, value: node.value };
    return {
      type: 'text',
      line,
      value: typeof node.value === 'string' ? node.value : (node.source ?? String(node.value)),
    };
  }
}

/** The entries that a merge key adds: those of a mapping, or of each mapping in a list. */
function mergedEntries(node: JsonNode): readonly (readonly [string, JsonEntry])[] {
  if (node.type === 'list') return node.items.flatMap(mergedEntries);
  return node.type === 'object' ? [...node.entries] : [];
}
