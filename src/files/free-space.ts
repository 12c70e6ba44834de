import { statfsSync } from 'node:fs';

/** Bytes that may still be written to the disk of a folder; undefined where the system does not say. Never throws. */
export function freeSpace(folder: string): number | undefined {
  try {
    const { bavail, bfree, bsize, blocks } = statfsSync(folder);
    // Some network and container file systems count nothing at all.
    if (blocks === 0) return undefined;
    // Root may also use what is held back from everybody else.
    return bsize * (process.getuid?.() === 0 ? bfree : bavail);
  } catch {
    return undefined;
  }
}
