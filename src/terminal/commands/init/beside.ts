import { spawnSync } from 'node:child_process';
import { type Dirent, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { matchesGlob } from '../../../base/matches-glob.ts';
import type { SourceFile } from '../../../convert/draft.ts';
import { dumpPath } from '../../../convert/just/dump.ts';
import { includedPaths } from '../../../convert/taskfile/includes.ts';
import { workspacePatterns } from '../../../convert/turbo/workspaces.ts';
import { lookThrough } from '../../../files/look-at.ts';
import { textBeside } from './source-files.ts';

/** Files beside a source whose text or whose presence matters to its reader. */
const BESIDE = [
  'package.json',
  'pnpm-workspace.yaml',
  'turbo.json',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
];

/** Of these, only the name matters, and they are large. */
const LOCK_FILES = /(^|\/)(yarn\.lock|bun\.lockb?|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;

/** `**` in a pattern of a workspace goes so deep. */
const DEEPEST = 5;

/** Paths at which files that Taskfiles include are looked for; each include has nine. */
const MOST_INCLUDED = 20_000;

/** Texts of the files that the readers of these sources look at, by path relative to the current folder. */
export function filesBeside(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (path: string): void => {
    const text = readIfPresent(path);
    if (text !== undefined) found.set(path, text);
  };
  for (const file of files) {
    const { path } = file;
    const folder = posix.dirname(path.replaceAll('\\', '/'));
    for (const name of BESIDE) add(posix.join(folder, name));
    if (/(^|[\\/])turbo\.jsonc?$/.test(path)) packageFiles(folder, found).forEach(add);
    if (/(^|[\\/])taskfile(\.dist)?\.ya?ml$/i.test(path)) addIncluded(file, add, found);
    if (/(^|[\\/])\.?justfile$|\.just$/i.test(path)) {
      const dump = justDump(path);
      if (dump !== undefined) found.set(dumpPath(path), dump);
    }
  }
  return found;
}

/** Taskfiles that a Taskfile includes, and those that these include. */
function addIncluded(file: SourceFile, add: (path: string) => void, found: ReadonlyMap<string, string>): void {
  const seen = new Set<string>();
  const waiting = [file];
  for (const each of waiting) {
    for (const path of includedPaths(each)) {
      if (seen.has(path) || seen.size >= MOST_INCLUDED) continue;
      seen.add(path);
      add(path);
      const text = found.get(path);
      if (text !== undefined) waiting.push({ path, text });
    }
  }
}

/** The package.json and turbo.json files of the packages of a workspace. */
function packageFiles(folder: string, known: ReadonlyMap<string, string>): readonly string[] {
  const patterns = workspacePatterns(
    known.get(posix.join(folder, 'package.json')),
    known.get(posix.join(folder, 'pnpm-workspace.yaml')),
  ).map((pattern) => pattern.replace(/^\.\//, '').replace(/\/$/, ''));
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const folders = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .flatMap((pattern) => foldersOf(folder, pattern.split('/')))
    .filter(
      (path) => !excluded.some((pattern) => matchesGlob(pattern.replace(/\*+/g, '*'), posix.relative(folder, path))),
    );
  return [...new Set(folders)].flatMap((path) =>
    ['package.json', 'turbo.json', 'turbo.jsonc'].map((name) => posix.join(path, name)),
  );
}

function foldersOf(folder: string, [part, ...rest]: readonly string[], depth = 0): readonly string[] {
  if (part === undefined) return [folder];
  const inside = part.includes('*') ? subfolders(folder) : [part];
  if (part !== '**') {
    return inside
      .filter((name) => matchesGlob(part, name))
      .flatMap((name) => foldersOf(posix.join(folder, name), rest));
  }
  if (depth >= DEEPEST) return [];
  return [
    ...foldersOf(folder, rest),
    ...inside.flatMap((name) => foldersOf(posix.join(folder, name), [part, ...rest], depth + 1)),
  ];
}

function subfolders(folder: string): readonly string[] {
  const isFolder = (entry: Dirent): boolean =>
    entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.');
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(isFolder)
      .map(({ name }) => name);
  } catch {
    // A folder that is not there has no packages.
    return [];
  }
}

function readIfPresent(path: string): string | undefined {
  if (LOCK_FILES.test(path)) return lookThrough(path)?.isFile() === true ? '' : undefined;
  return textBeside(path);
}

/** What just prints about a file: JSON, or why it refuses the file. Undefined if just cannot be run. */
function justDump(path: string): string | undefined {
  const { error, status, stdout, stderr } = spawnSync('just', ['--justfile', path, '--dump', '--dump-format', 'json'], {
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 50_000_000,
  });
  if (error !== undefined) return undefined;
  return status === 0 ? stdout : stderr;
}
