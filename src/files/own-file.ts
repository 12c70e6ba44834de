import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { noFollowFlags } from './open-flags.ts';

/**
 * Opens a file of the run's folder for writing, which a task may have replaced by anything: a link, also a hard one, leads
 * to a file of others, and a named pipe would be waited on for ever. What is no file of our own is removed first.
 *
 * @param flags how it is opened, besides that it is made where it is missing
 * @returns the descriptor; throws what the system says.
 */
export function openOwnFile(path: string, flags: number): number {
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

/** Writes such a file as a whole. Throws what the system says. */
export function writeOwnFile(path: string, text: string): void {
  const file = openOwnFile(path, constants.O_WRONLY | constants.O_TRUNC);
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}
