import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';
import { noFollowFlags } from './open-flags.ts';
import { removeQuietly } from './remove-quietly.ts';

/**
 * Opens a file of the run's folder for writing. A task may have replaced it by anything: a symbolic or hard link leads to
 * another file, and opening a named pipe would wait forever. Anything that is not a regular file with one link is removed
 * first.
 *
 * @param flags how the file is opened; a missing file is always created
 * @returns the descriptor. Throws the system's error.
 */
export function openOwnFile(path: string, flags: number): number {
  // A file whose old content does not matter is mostly a new one, and `O_EXCL` makes only new, regular files: one call instead of three.
  const made = (flags & constants.O_TRUNC) === 0 ? undefined : makeOwnFile(path, flags);
  if (made !== undefined) return made;
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !(there.isFile() && there.nlink === 1)) rmSync(path, { recursive: true, force: true });
  const file = openSync(path, flags | constants.O_CREAT | noFollowFlags, 0o644);
  try {
    if (!fstatSync(file).isFile()) throw new Error(`expected a file or nothing at ${path}, found something else`);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Undefined if there is anything at the path. */
function makeOwnFile(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags | constants.O_CREAT | constants.O_EXCL, 0o644);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return undefined;
  }
}

/**
 * Makes an empty file. Whatever was there is removed: a program that still writes to it does not write to the new one. Throws the system's error.
 *
 * @returns whether something was there
 */
export function makeEmptyFile(path: string): boolean {
  const flags = constants.O_WRONLY | constants.O_TRUNC;
  const made = makeOwnFile(path, flags);
  if (made === undefined) rmSync(path, { recursive: true, force: true });
  closeSync(made ?? openOwnFile(path, flags));
  return made === undefined;
}

/** Replaces the whole content of such a file. Throws the system's error, and then leaves no file. */
export function writeOwnFile(path: string, text: string): void {
  const file = openOwnFile(path, constants.O_WRONLY | constants.O_TRUNC);
  try {
    if (text !== '') writeFileSync(file, text);
  } catch (error) {
    removeQuietly(path);
    throw error;
  } finally {
    closeSync(file);
  }
}
