import { constants, copyFileSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lookAt } from '../../files/look-at.ts';
import type { Checkout } from './checkout.ts';

/** The uncommitted changes of the root as they were when the run started. */
export interface Snapshot {
  /** Absolute; the changed files at their paths from the top of the checkout. */
  readonly folder: string;
  /** Those that were still there. */
  readonly paths: readonly string[];
}

/**
 * Copies the changed files before the first task starts, because tasks that work in the root change files too, and all workspaces
 * are to begin with the same ones. Throws the system's error.
 *
 * @param folder of all workspaces of the run
 */
export function takeSnapshot({ top, changed }: Checkout, folder: string): Snapshot {
  // No stem of an id starts with a dot.
  const snapshot = join(folder, '.changes');
  mkdirSync(snapshot);
  const paths = changed.filter((path) => copyChange(join(top, path), join(snapshot, path)));
  return { folder: snapshot, paths };
}

/** False if there is no file or link any more. */
function copyChange(from: string, to: string): boolean {
  const stats = lookAt(from);
  if (stats?.isFile() !== true && stats?.isSymbolicLink() !== true) return false;
  mkdirSync(dirname(to), { recursive: true });
  if (stats.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else copyFileSync(from, to, constants.COPYFILE_FICLONE);
  return true;
}
