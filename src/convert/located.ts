import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import { collectFindings } from '../mission/diagnostics/finding.ts';
import { parseYaml } from '../mission/yaml/parse.ts';
import { readTree } from '../mission/yaml/read-tree.ts';
import type { Path, YamlSource } from '../mission/yaml/source.ts';
import type { Place, SourceFile } from './draft.ts';

/** A value of a YAML file that knows its place. Aliases are followed. */
export interface Located {
  readonly value: unknown;
  readonly path: Path;
  readonly source: YamlSource;
  readonly file: string;
}

export type Parsed =
  | { readonly type: 'parsed'; readonly root: Located }
  | { readonly type: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Parses a YAML file, within the limits of mission files. */
export function parseLocated({ path: file, text }: SourceFile): Parsed {
  const findings = collectFindings(file);
  const parsed = parseYaml(text.startsWith('\uFEFF') ? text.slice(1) : text, findings.report);
  const tree = parsed === undefined ? undefined : readTree(parsed, findings.report);
  if (tree === undefined || findings.hasErrors()) return { type: 'invalid', diagnostics: findings.sorted() };
  return { type: 'parsed', root: { value: tree.value, path: [], source: tree.source, file } };
}

/** The value of a key; undefined if it is missing or empty. */
export function childOf(node: Located | undefined, key: string): Located | undefined {
  if (node === undefined || !isMapping(node) || !Object.hasOwn(node.value as object, key)) return undefined;
  const value: unknown = Reflect.get(node.value as object, key);
  return value === null ? undefined : { ...node, value, path: [...node.path, key] };
}

/** The keys of a mapping with their values, in the order of the file. A value may be empty. */
export function entriesOf(node: Located | undefined): readonly (readonly [key: string, value: Located])[] {
  if (node === undefined || !isMapping(node)) return [];
  return node.source.keys(node.path).map((key) => {
    const value: unknown = Reflect.get(node.value as object, key);
    return [key, { ...node, value, path: [...node.path, key] }] as const;
  });
}

/** The items of a list. A single value counts as a list of one, as in many places of workflows. */
export function itemsOf(node: Located | undefined): readonly Located[] {
  if (node === undefined || node.value === null) return [];
  if (!Array.isArray(node.value)) return [node];
  return node.value.map((value: unknown, index) => ({ ...node, value, path: [...node.path, index] }));
}

/** A scalar as it is written, so that `1.10` stays `1.10`; undefined for everything else. */
export function textOf(node: Located | undefined): string | undefined {
  if (node === undefined || node.value === null || typeof node.value === 'object') return undefined;
  return typeof node.value === 'string' ? node.value : (node.source.text(node.path) ?? String(node.value));
}

export function isMapping(node: Located | undefined): boolean {
  return typeof node?.value === 'object' && node.value !== null && !Array.isArray(node.value);
}

export function isList(node: Located | undefined): boolean {
  return Array.isArray(node?.value);
}

/** The place of the key, or of the item of a list. */
export function placeOf({ file, source, path }: Located): Place {
  return { file, line: source.keyPlace(path).line };
}

/** Every scalar below a node with its path from there. */
export function scalarsOf(node: Located): readonly (readonly [path: Path, text: string])[] {
  const found: (readonly [Path, string])[] = [];
  const visit = (each: Located): void => {
    const text = textOf(each);
    if (text !== undefined) found.push([each.path.slice(node.path.length), text]);
    else if (isList(each)) for (const item of itemsOf(each)) visit(item);
    else for (const [, value] of entriesOf(each)) visit(value);
  };
  visit(node);
  return found;
}
