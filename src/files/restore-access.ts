import { chmodSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { canAccess } from './can-access.ts';
import { lookAt } from './look-at.ts';

/**
 * Makes a folder usable again for its owner after a task has taken away permissions of it or of folders above it. Of those above, only the right to
 * enter is restored. Links are not followed. Never throws: the access that follows reports what is still wrong.
 */
export function restoreAccess(folder: string, mode = constants.R_OK | constants.W_OK | constants.X_OK): void {
  if (canAccess(folder, mode)) return;
  const above = dirname(folder);
  if (above !== folder) restoreAccess(above, constants.X_OK);
  const stats = lookAt(folder);
  if (stats?.isDirectory() !== true) return;
  try {
    chmodSync(folder, (stats.mode & 0o7777) | (mode << 6));
  } catch {
    // It belongs to another user, or the disk is read-only.
  }
}
