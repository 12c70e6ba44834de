import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { staysInside } from '../../files/inside-root.ts';
import { createFolderListings, type FolderListings } from './folder-listings.ts';
import { type Progress, parsePathPattern } from './path-pattern.ts';

export interface FoundFiles {
  /** Relative to the root, with `/`, sorted. A path without wildcards is always among them, whether it is there or not. */
  readonly files: readonly string[];
  /** Why not all could be looked for: a sentence without its start. */
  readonly problem?: string;
}

/** Names that are looked at for one pattern; a walk over a million takes a few seconds. */
export const mostEntries = 2_000_000;
export const mostFiles = 50_000;

const shared = createFolderListings();

/**
 * Finds the files that a path or a pattern (`*`, `**`, `?`, `[…]`, `{a,b}`) means. Only folders in which something can match
 * are read. Links are not followed; hidden folders and `node_modules` are read only if the pattern names them. Never throws.
 *
 * @param most names that are looked at
 * @param withLinks true: links that match are found too, but not followed
 */
export function findResultFiles(
  root: string,
  written: string,
  listings: FolderListings = shared,
  most = mostEntries,
  withLinks = false,
): FoundFiles {
  const pattern = parsePathPattern(written);
  if (pattern === undefined) return { files: [written] };
  const { base } = pattern;
  if (base !== '' && !staysInside(root, base)) return { files: [], problem: `expected a pattern inside of ${root}` };
  const files: string[] = [];
  let left = most;
  const open: { readonly path: string; readonly progress: Progress }[] = [{ path: '', progress: pattern.start }];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { path, progress } = folder;
    const listing = listings.read(join(root, base, path));
    left -= listing.files.length + listing.folders.length;
    if (left < 0) {
      return { files, problem: `expected at most ${most} files to look at, found more; name a folder first` };
    }
    const inside = (name: string) => (path === '' ? name : `${path}/${name}`);
    for (const name of pattern.mayEnd(progress) ? [...listing.files, ...(withLinks ? listing.links : [])] : []) {
      if (!pattern.matches(inside(name))) continue;
      if (files.length === mostFiles) {
        return { files, problem: `expected at most ${mostFiles} files that match, found more; narrow the pattern` };
      }
      files.push(base === '' ? inside(name) : `${base}/${inside(name)}`);
    }
    for (const name of listing.folders) {
      const next = pattern.enter(progress, name);
      if (next.length > 0) open.push({ path: inside(name), progress: next });
    }
  }
  return { files: files.sort() };
}

/** Names that are looked at for a suggestion: some tens of milliseconds, after a task that fails anyway. */
const mostForSuggestion = 20_000;

/**
 * The newest file elsewhere below the root with the name that a path or pattern ends with: its tool probably ran in another folder.
 * Undefined if there is none, and for a name such as `*.xml`, which many files match. Never throws.
 */
export function suggestResultFile(root: string, written: string): string | undefined {
  const name = posix.basename(written);
  if (!/^[\w.@+*?-]+$/.test(name) || (/[*?]/.test(name) && name.replace(/[*?]/g, '').length < 6)) return undefined;
  const { files } = findResultFiles(root, `**/${name}`, createFolderListings(), mostForSuggestion);
  let newest: { readonly file: string; readonly at: number } | undefined;
  for (const file of files) {
    const at = file === posix.normalize(written) ? 0 : changedAt(join(root, file));
    if (at > (newest?.at ?? 0)) newest = { file, at };
  }
  return newest?.file;
}

/** The files below the root that end with this path, at most two. Empty if there are too many names to look at. Never throws. */
export function searchSources(root: string, path: string): readonly string[] {
  if (!/^[\w.@+/ -]+$/.test(path)) return [];
  const { files, problem } = findResultFiles(root, `**/${path}`, createFolderListings(), mostForSuggestion);
  return problem === undefined ? files.slice(0, 2) : [];
}

/** Milliseconds since the epoch; 0 if it is not known. */
function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
