import { statfsSync } from 'node:fs';

/** Bytes that can still be written to the disk of a folder; undefined if the system does not report it. Never throws. */
export function freeSpace(folder: string): number | undefined {
  try {
    const { bavail, bfree, bsize, blocks } = statfsSync(folder);
    // Some network and container file systems report no sizes at all.
    if (blocks === 0) return undefined;
    // Root may also use the part that is reserved for root.
    return bsize * (process.getuid?.() === 0 ? bfree : bavail);
  } catch {
    return undefined;
  }
}
