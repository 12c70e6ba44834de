import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from '../../files/inside-root.ts';
import { lookAt } from '../../files/look-at.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { makeOwnFolder } from '../../files/own-folder.ts';
import { writeNewFile } from '../../files/write-new-file.ts';
import { IDENTITY, KEPT_OUT_OF_GIT } from './run-folder.ts';

/**
 * Creates a folder if it does not exist, before a file is written to it. A task may clean the workspace including the run's
 * folder, or replace the folder with a file or a link: the run continues in a new one. Throws the error of the file system.
 */
export type EnsureFolder = (path: string) => void;

/**
 * Guards the folder of a run that has just begun.
 *
 * @param lost called once, when the folder was created again: its files are lost
 */
export function guardFolder(dir: string, lost: () => void): EnsureFolder {
  const identity = readText(join(dir, IDENTITY));
  let place = placeOf(dir);
  let isLost = false;
  const unchanged = watchEntries(dir);
  /** By path: whether it lies in the folder. The paths of a run are few, and each start of a task asks. */
  const isOwn = new Map<string, boolean>();
  return (path) => {
    if (!isOwn.has(path)) isOwn.set(path, isInside(dir, path));
    if (isOwn.get(path) !== true) {
      makeFolder(path);
      return;
    }
    if (unchanged(path)) return;
    makeOwnFolder(dir, path);
    const before = place;
    place = placeOf(dir);
    const isIgnored = exists(join(dir, '.gitignore'));
    const isNamed = exists(join(dir, IDENTITY));
    // As before, the folder is ignored by git and marked as in use.
    if (!isIgnored) writeIfMissing(join(dir, '.gitignore'), KEPT_OUT_OF_GIT);
    if (!isNamed && identity !== undefined) writeIfMissing(join(dir, IDENTITY), identity);
    // Some file systems give a new folder the inode number of the removed one.
    if (isLost || (place === before && (isIgnored || isNamed))) return;
    isLost = true;
    lost();
  };
}

/** Milliseconds. Two changes within one tick of the kernel's clock have the same time. */
const TICK = 20;

/**
 * Whether nothing was added to the folder, removed from it or replaced in it since its entry `path` was last asked for: one look
 * instead of five before each file. The time of a folder changes with its entries.
 */
function watchEntries(dir: string): (path: string) => boolean {
  let seen: string | undefined;
  let known = new Set<string>();
  return (path) => {
    const stats = lookAt(dir);
    // A file system that counts whole seconds hides changes for longer.
    const isCoarse = stats === undefined || stats.mtimeMs % 1_000 === 0;
    if (isCoarse || !stats.isDirectory() || Math.abs(Date.now() - stats.mtimeMs) < TICK) {
      seen = undefined;
      return false;
    }
    // In milliseconds with a fraction, which distinguishes more than ticks of the kernel's clock. Half the time of whole nanoseconds (`bigint`).
    const now = `${stats.dev} ${stats.ino} ${stats.mtimeMs}`;
    if (now === seen && known.has(path)) return true;
    if (now !== seen) known = new Set();
    seen = now;
    if (dirname(path) === dir) known.add(path);
    return false;
  };
}

/** Device and inode number: distinguishes a folder from a new one at the same path. */
function placeOf(dir: string): string {
  const { dev, ino } = statSync(dir, { bigint: true });
  return `${dev} ${ino}`;
}

function exists(path: string): boolean {
  return lookAt(path) !== undefined;
}

function readText(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function writeIfMissing(path: string, text: string): void {
  try {
    writeNewFile(path, text);
  } catch {
    // The disk cannot be written to: then the next write reports that.
  }
}
