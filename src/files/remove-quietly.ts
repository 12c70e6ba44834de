import { rmSync } from 'node:fs';

/**
 * Removes a file whose absence matters to nothing that follows, such as one that could not be written: on a full disk, half of a file would count as a
 * whole one. A folder stays, unless `recursive` is set. Never throws, because a task may have replaced a folder above it, or the disk may be read-only.
 */
export function removeQuietly(path: string, recursive = false): void {
  try {
    rmSync(path, { recursive, force: true });
  } catch {
    // An error that matters is that of the write before, or of the next access.
  }
}
