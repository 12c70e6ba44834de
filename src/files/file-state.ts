import { type BigIntStats, lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { staysInside } from './inside-root.ts';

/** What tells one state of a file from another; `absent` when there is no such file. */
export type FileState = string;

const absent: FileState = 'absent';

/**
 * The state of a deliverable. Nothing is followed: a symbolic link, or a path that leaves the root through one, counts
 * as absent, so that no report is ever read from or written to elsewhere.
 *
 * The change time is part of it, because content can be rewritten with the same size and the old modification time.
 */
export function deliverableState(root: string, path: string): FileState {
  if (!staysInside(root, path)) return absent;
  const stats = statOf(resolve(root, path));
  return stats?.isFile() === true
    ? `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`
    : absent;
}

/** True when there is a file now and it is not the one that was there before. */
export function wasWritten(before: FileState, now: FileState): boolean {
  return now !== absent && now !== before;
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
