import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a new folder outside the repository and returns its path. */
export type NewFolder = () => string;

/**
 * Makes folders in `place`. Removes all of them when `use` settles, and not earlier: for half a minute after a removal, ext4 avoids the freed
 * inodes, and the search for other inodes slows down the next run's new files (measured: 1 ms of CPU per task).
 */
export async function withTemporaryFolders(
  use: (newFolder: NewFolder) => Promise<void>,
  place = tmpdir(),
): Promise<void> {
  const parent = realpathSync(mkdtempSync(join(place, 'mission-bench-')));
  try {
    await use(() => mkdtempSync(join(parent, 'run-')));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
