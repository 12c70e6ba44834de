import { constants, promises } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { isInside } from '../../files/inside-root.ts';

/** How many files are copied at once. The system's thread pool is small, so more would only wait. */
const atOnce = 16;

/** A file, folder or link of a tree. Everything else, such as a socket, is left out. */
export interface TreeEntry {
  /** From the top of the tree. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Milliseconds of the wall clock. */
  readonly changed: number;
}

export interface Tree {
  readonly entries: readonly TreeEntry[];
  readonly bytes: number;
}

/** Lists a tree, folders before what is in them. Links are not followed. Throws the system's error. */
export async function listTree(top: string, isLeftOut: (path: string) => boolean): Promise<Tree> {
  const entries: TreeEntry[] = [];
  let bytes = 0;
  // A list, not recursion: a chain of folders must not overflow the stack.
  const folders = [''];
  for (const folder of folders) {
    const names = await promises.readdir(join(top, folder));
    const found = await inBatches(names, async (name): Promise<TreeEntry | undefined> => {
      const path = join(folder, name);
      if (isLeftOut(path)) return undefined;
      const stats = await promises.lstat(join(top, path));
      const changed = stats.mtimeMs;
      if (stats.isDirectory()) return { path, kind: 'folder', changed };
      if (stats.isSymbolicLink()) return { path, kind: 'link', changed };
      if (!stats.isFile()) return undefined;
      bytes += stats.size;
      return { path, kind: 'file', changed };
    });
    for (const entry of found) {
      if (entry === undefined) continue;
      entries.push(entry);
      if (entry.kind === 'folder') folders.push(entry.path);
    }
  }
  return { entries, bytes };
}

/**
 * Copies a tree into a folder that exists. Content is shared with the copy where the file system can (copy on write), which is
 * safe: writing to one of them does not change the other. Hard links would not be safe, because tools write in place. Times are
 * kept, because build tools compare them. Throws the system's error.
 *
 * @param isWanted false ends the copying
 */
export async function copyTree(from: string, to: string, { entries }: Tree, isWanted: () => boolean): Promise<void> {
  for (const { path, kind } of entries)
    if (kind === 'folder') await promises.mkdir(join(to, path), { recursive: true });
  await inBatches(entries, async ({ path, kind, changed }) => {
    if (kind === 'folder' || !isWanted()) return;
    if (kind === 'link') return copyLink(from, to, path, changed);
    await promises.copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
    await promises.utimes(join(to, path), changed / 1000, changed / 1000);
  });
}

/** Copies single files and links, with the folders above them. Each replaces what is in its place. Throws the system's error. */
export async function copyPaths(from: string, to: string, paths: readonly string[]): Promise<void> {
  await inBatches(paths, async (path) => {
    const target = join(to, path);
    const stats = await promises.lstat(join(from, path));
    // A link of the commit must not be followed, and a folder may be where a file is now.
    await promises.rm(target, { recursive: true, force: true });
    await promises.mkdir(dirname(target), { recursive: true });
    if (stats.isSymbolicLink()) return copyLink(from, to, path, stats.mtimeMs);
    await promises.copyFile(join(from, path), target, constants.COPYFILE_FICLONE);
  });
}

/** An absolute link into the tree leads into the copy. */
async function copyLink(from: string, to: string, path: string, changed: number): Promise<void> {
  const written = await promises.readlink(join(from, path));
  const target = isAbsolute(written) && isInside(from, written) ? join(to, relative(from, written)) : written;
  await promises.symlink(target, join(to, path));
  await promises.lutimes(join(to, path), changed / 1000, changed / 1000);
}

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  }
  return results;
}
