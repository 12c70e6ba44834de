import { constants, copyFileSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { freeSpace } from '../../files/free-space.ts';
import type { PartFile } from './part-file.ts';
import { digestOf, InvalidArchiveError, type ReadArchive, readTar } from './tar.ts';
import type { ArchiveEntry } from './tar-entries.ts';

/** Bytes that stay free, for logs and reports. */
const reserve = 64 * 1024 ** 2;

/**
 * Unpacks the archive of a part into a new folder, and checks all digests. Links are not made: they are in the result. Throws
 * `InvalidArchiveError`, or the system's error.
 *
 * @param staging absolute; empty
 * @param room bytes that may be written
 */
export async function unpackPart(
  tar: string,
  { tar: digest, files }: Pick<PartFile, 'tar' | 'files'>,
  staging: string,
  room = (freeSpace(staging) ?? Number.POSITIVE_INFINITY) - reserve,
): Promise<ReadArchive> {
  if ((await digestOf(tar)) !== digest) {
    throw new InvalidArchiveError('an archive whose digest is not that in its part.json: it was cut or changed');
  }
  let bytes = 0;
  const made = new Set<string>();
  const read = await readTar(tar, {
    place: ({ path, kind, size }) => {
      bytes += size;
      if (bytes > room) throw new InvalidArchiveError('more bytes than the disk has space for');
      if (kind === 'link') return undefined;
      const to = join(staging, ...path.split('/'));
      const folder = dirname(to);
      // Nothing else writes to the new folder, so that each one in it is made once.
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      return to;
    },
  });
  const changed = Object.entries(read.files).find(
    ([path, value]) => !Object.hasOwn(files, path) || files[path] !== value,
  );
  if (changed !== undefined)
    throw new InvalidArchiveError(`the file ${JSON.stringify(changed[0])} with another digest than in its part.json`);
  const missing = Object.keys(files).find((path) => !Object.hasOwn(read.files, path));
  if (missing !== undefined)
    throw new InvalidArchiveError(`an archive without the file ${JSON.stringify(missing)} of its part.json`);
  return read;
}

/**
 * Puts the files that a task has kept to their paths in the root. A file or link in their place is replaced. Throws
 * `InvalidArchiveError` if there is a folder in place of a file, or a link or a file in place of a folder.
 *
 * @param stem of the task
 * @param staging where the archive was unpacked
 */
export function placeFiles(entries: readonly ArchiveEntry[], stem: string, staging: string, root: string): void {
  const prefix = `files/${stem}/`;
  for (const { path, kind, target } of entries) {
    if (!path.startsWith(prefix)) continue;
    const parts = path.slice(prefix.length).split('/');
    const to = join(root, ...parts);
    makeFolders(root, parts.slice(0, -1));
    if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new InvalidArchiveError(`the file ${parts.join('/')}, where this checkout has a folder`);
    }
    // A link in its place must not be written through.
    rmSync(to, { force: true });
    if (kind === 'link') symlinkSync(target.split('/').join(sep), to);
    else copyFileSync(join(staging, ...path.split('/')), to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

/** Each must be a real folder: through a link, files would land elsewhere. */
function makeFolders(root: string, parts: readonly string[]): void {
  let folder = root;
  for (const part of parts) {
    folder = join(folder, part);
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) continue;
    if (stats !== undefined) {
      throw new InvalidArchiveError(
        `files below ${parts.join('/')}, where this checkout has a ${stats.isSymbolicLink() ? 'link' : 'file'}`,
      );
    }
    mkdirSync(folder);
  }
}
