import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Source texts by path from the root of the repository, with `/`. */
export type Sources = ReadonlyMap<string, string>;

/** One row of the table of allowed imports; see `folders.json`. */
export interface FolderRule {
  /** Name of a folder of `src`. */
  readonly folder: string;
  readonly subject: string;
  /** Other folders of `src` that its files may import from. */
  readonly imports: readonly string[];
  /** True if its files may import `node:` modules. */
  readonly node: boolean;
  /** Packages that its files may import. */
  readonly packages: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every TypeScript file of `src`. */
export function readSources(): Sources {
  const paths = globSync('src/**/*.ts', { cwd: root }).map((path) => path.split('\\').join('/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** What one file imports: static, type-only, dynamic and re-exported, relative paths resolved from the root. */
export function importsOf(path: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)'([^'\s]+)'/g);
  return [...found].map(([, name = '']) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name));
}

/** A sentence for each import that the table does not allow. */
export function forbiddenImports(sources: Sources, rules: readonly FolderRule[]): readonly string[] {
  const ruleOf = new Map(rules.map((rule) => [rule.folder, rule]));
  const findings: string[] = [];
  for (const [path, text] of sources) {
    const folder = folderOf(path);
    if (folder === undefined) continue;
    const rule = ruleOf.get(folder);
    if (rule === undefined) {
      findings.push(`${path}: src/${folder} has no row in the table`);
      continue;
    }
    for (const name of importsOf(path, text)) {
      const reason = forbiddenBy(rule, name);
      if (reason !== undefined) findings.push(`${path}: ${reason}`);
    }
  }
  return findings;
}

function forbiddenBy(rule: FolderRule, name: string): string | undefined {
  if (name.startsWith('node:')) return rule.node ? undefined : `expected no node: modules, found ${name}`;
  if (!name.startsWith('src/')) {
    // Files beside src, such as package.json, belong to no folder.
    if (name.endsWith('.json')) return undefined;
    const known = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
    return rule.packages.includes(known) ? undefined : `expected no package ${known}`;
  }
  const target = folderOf(name);
  if (target === rule.folder) return undefined;
  if (target !== undefined && rule.imports.includes(target)) return undefined;
  return `src/${rule.folder} may not import ${name}`;
}

/** The folder of `src` in which a file lies; undefined for the entries directly in `src`. */
function folderOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}

/** The cycles of a graph: its strongly connected components of more than one node, each sorted. */
export function cyclesOf(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const reach = new Map([...edges.keys()].map((node) => [node, reachableFrom(node, edges)]));
  const cycles = new Map<string, readonly string[]>();
  for (const [node, reached] of reach) {
    if (!reached.has(node)) continue;
    const members = [...reached].filter((other) => reach.get(other)?.has(node)).sort();
    cycles.set(members.join(' '), members);
  }
  return [...cycles.values()];
}

function reachableFrom(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of edges.get(node) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

/** Imports between files of `src`. */
export function fileEdges(sources: Sources): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...sources].map(([path, text]) => [path, new Set(importsOf(path, text).filter((name) => sources.has(name)))]),
  );
}

/** Imports between folders of any depth, a folder being the one in which a file lies directly. */
export function folderEdges(sources: Sources): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [path, targets] of fileEdges(sources)) {
    const from = posix.dirname(path);
    const found = edges.get(from) ?? new Set();
    edges.set(from, found);
    for (const target of targets) if (posix.dirname(target) !== from) found.add(posix.dirname(target));
  }
  return edges;
}
