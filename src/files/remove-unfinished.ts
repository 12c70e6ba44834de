import { rmSync } from 'node:fs';

/** Removes a file that could not be written, such as on a full disk: half of a file would count as a whole one. Never throws. */
export function removeUnfinished(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder above it was replaced, or the disk is read-only: the error of the write is the one to report.
  }
}
