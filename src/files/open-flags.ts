import { constants } from 'node:fs';

/**
 * Flags to open a file that a task may have replaced by anything: the call neither follows a symbolic link nor waits on a
 * named pipe. Check afterwards that a regular file was opened.
 */
export const noFollowFlags = optional(constants.O_NOFOLLOW) | optional(constants.O_NONBLOCK);

/** The same flags, for reading. */
export const noFollowReadFlags = constants.O_RDONLY | noFollowFlags;

/** Some systems lack these flags: there the constant is missing, although its type promises a number. */
function optional(flag: number | undefined): number {
  return flag ?? 0;
}
