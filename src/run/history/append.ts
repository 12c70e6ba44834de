import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { noFollowFlags } from '../../files/open-flags.ts';

const TRIES = 5;

const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | noFollowFlags;

/**
 * Appends whole lines in one write, so that the lines of concurrent runs are not mixed. Creates the file and its folder if
 * they are missing. Returns the size of the file in bytes. Throws the error of the file system.
 */
export function appendToHistory(path: string, text: string): number {
  makeFolder(dirname(path));
  for (let left = TRIES; ; left -= 1) {
    const file = openSync(path, flags, 0o644);
    try {
      const before = fstatSync(file);
      if (!before.isFile()) throw new Error('it is not a regular file');
      // If a run was killed in the middle of a line, the first new line would be joined with it.
      writeFileSync(file, Buffer.from(endsWhole(file, before.size) ? text : `\n${text}`));
      const after = fstatSync(file);
      const there = lstatSync(path, { throwIfNoEntry: false });
      // Otherwise another run has replaced the file with a shorter or repaired one, which needs these lines too.
      if ((there?.ino === after.ino && there.dev === after.dev) || left === 0) return after.size;
    } finally {
      closeSync(file);
    }
  }
}

function endsWhole(file: number, size: number): boolean {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
