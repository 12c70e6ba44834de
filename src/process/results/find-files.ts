import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { staysInside } from '../../files/inside-root.ts';

export interface FoundFiles {
  /** Relative to the root, with `/`, sorted; a path without wildcards is always among them, whether it is there or not. */
  readonly files: readonly string[];
  /** Why not all could be looked for: a sentence without its start. */
  readonly problem?: string;
}

/** Names looked at before a pattern is taken to be too wide, such as one that begins with `**`. */
const mostEntries = 50_000;
const mostFiles = 1_000;

/**
 * Files that a path or a pattern (`*`, `**`, `?`, `[…]`, `{a,b}`) means. Links are not followed; hidden folders are
 * only looked into where the pattern names them, `node_modules` never. Never throws.
 */
export function findResultFiles(root: string, written: string): FoundFiles {
  const { base, glob, isGlob } = picomatch.scan(written);
  if (!isGlob) return { files: [written] };
  if (base !== '' && !staysInside(root, base)) return { files: [], problem: `expected a pattern inside of ${root}` };
  const matches = picomatch(glob);
  const files: string[] = [];
  // A pattern of a fixed number of parts needs no look below that.
  const deepest = /\*\*|[{(]/.test(glob) ? Number.POSITIVE_INFINITY : glob.split('/').length;
  let left = mostEntries;
  const open: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 1 }];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of entriesOf(join(root, base, folder.path))) {
      if (left-- === 0) return { files, problem: `more than ${mostEntries} files to look at; name a folder first` };
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'node_modules' && folder.depth < deepest) {
        open.push({ path, depth: folder.depth + 1 });
      } else if (entry.isFile() && matches(path)) {
        if (files.length === mostFiles) return { files, problem: `more than ${mostFiles} files match; narrow it` };
        files.push(base === '' ? path : `${base}/${path}`);
      }
    }
  }
  return { files: files.sort() };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there yet, or not ours to read: then nothing in it is found, which is said where it matters.
    return [];
  }
}
