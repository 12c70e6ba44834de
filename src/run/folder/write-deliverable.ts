import { chmodSync, constants, lstatSync, renameSync, type Stats, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { canAccess } from '../../files/can-access.ts';
import { whyOutside } from '../../files/inside-root.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';
import { writeNewFile } from '../../files/write-new-file.ts';

/**
 * Writes a completion report to its deliverable. Returns why it was not written, or undefined. Never writes outside `root`:
 * links in the path are resolved first, and a link in the place of the file is not followed.
 */
export function writeDeliverable(root: string, deliverable: string, text: string): string | undefined {
  const path = resolve(root, deliverable);
  try {
    const outside = whyOutside(root, deliverable);
    if (outside !== undefined) {
      return `expected the deliverable ${deliverable} inside ${root}, found ${outside}; the report was not written there`;
    }
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) {
      const found = stats.isSymbolicLink() ? 'a symbolic link' : 'something else';
      return `expected a file or nothing at the deliverable ${deliverable}, found ${found}; the report was not written there`;
    }
    makeFolder(dirname(path));
    const isWritten = stats === undefined ? writeNewFile(path, text) : isReplaced(path, text, stats);
    if (!isWritten) writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return `the deliverable ${deliverable} could not be written: ${errorText(error)}`;
  }
}

/** Such as in a folder that cannot be written to, or for a file that is mounted by itself. */
const ONLY_THE_FILE = ['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'ENAMETOOLONG'];

/**
 * Replaces a file as a whole, so that it stays if the disk is full. Nothing but its content changes. False if the file has to be written in place instead:
 * if its owner, its group or another name of it would be lost, if another file has the name of the new one, or if only the file can be written.
 */
function isReplaced(path: string, text: string, stats: Stats): boolean {
  if (stats.nlink > 1 || !isOurs(stats) || !canAccess(path, constants.W_OK)) return false;
  const partial = `${path}.partial`;
  try {
    if (!writeNewFile(partial, text)) return false;
  } catch (error) {
    if (ONLY_THE_FILE.includes(errorCode(error) ?? '')) return false;
    throw error;
  }
  try {
    chmodSync(partial, stats.mode & 0o7777);
    renameSync(partial, path);
    return true;
  } catch (error) {
    removeQuietly(partial);
    if (ONLY_THE_FILE.includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/** As a new file would be. Windows has neither. */
function isOurs({ uid, gid }: Stats): boolean {
  return uid === (process.geteuid?.() ?? uid) && gid === (process.getegid?.() ?? gid);
}
