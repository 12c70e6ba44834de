import { constants } from 'node:fs';

/**
 * Flags to open a file that a task may have replaced by anything: neither follows a symbolic link nor waits on a named
 * pipe. What was opened must still be asked whether it is a regular file.
 */
export const noFollowFlags = optional(constants.O_NOFOLLOW) | optional(constants.O_NONBLOCK);

/** The same, for reading. */
export const noFollowReadFlags = constants.O_RDONLY | noFollowFlags;

/** Not every system has these flags; there the constant is missing, whatever its type says. */
function optional(flag: number | undefined): number {
  return flag ?? 0;
}
