import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives out new folders outside of the repository. */
export type NewFolder = () => string;

/**
 * Removes the folders when `use` is over, whatever happens, and not before: for half a minute after a removal ext4 avoids
 * the inodes that became free, and that search is charged to the next run's new files (seen: 1 ms of CPU a task).
 */
export async function withTemporaryFolders(use: (newFolder: NewFolder) => Promise<void>): Promise<void> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mission-bench-')));
  try {
    await use(() => mkdtempSync(join(parent, 'run-')));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
