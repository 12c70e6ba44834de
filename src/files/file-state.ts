import { resolve } from 'node:path';
import { staysInside } from './inside-root.ts';
import { lookExactlyAt } from './look-at.ts';

/** Differs between any two states of a file; `absent` if there is no such file. */
export type FileState = string;

const absent: FileState = 'absent';

/**
 * The state of a deliverable. A symbolic link, and a path that leaves the root through one, count as absent, so that no
 * report is read from or written to another place.
 *
 * The change time is part of the state, because content can be rewritten with the same size and the old modification
 * time.
 */
export function deliverableState(root: string, path: string): FileState {
  if (!staysInside(root, path)) return absent;
  const stats = lookExactlyAt(resolve(root, path));
  return stats?.isFile() === true
    ? `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`
    : absent;
}

/** True if there is a file now and its state differs from the earlier one. */
export function wasWritten(before: FileState, now: FileState): boolean {
  return now !== absent && now !== before;
}
