import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Missing on Windows, although its type promises a number. */
const nonBlocking: number | undefined = constants.O_NONBLOCK;

/**
 * Reads a whole file that a task may have replaced by anything. Follows a link, but never waits on a named pipe and never reads a device, which has no
 * end: a read that does not return also stops every time limit of this process. Throws the error of the file system, or one that says what was found.
 */
export function readRegularFile(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | (nonBlocking ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw new Error('something that is no regular file');
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
