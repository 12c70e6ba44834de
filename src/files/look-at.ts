import { type BigIntStats, lstatSync, type Stats, statSync } from 'node:fs';

/**
 * What is at a path that a task may have changed. A link there is not followed. Never throws.
 *
 * With `throwIfNoEntry: false`, Node throws all the same if a file is in the place of a folder above the path (ENOTDIR), a link to itself
 * (ELOOP), or a folder that may not be searched (EACCES). Where the reason matters, the access that follows throws it.
 *
 * @returns undefined if nothing is there, or if it cannot be seen
 */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The same with times of nanoseconds and inode numbers of any size, which distinguish more states of a file. */
export function lookExactlyAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The same as `lookAt`, but follows a link at the path. */
export function lookThrough(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
