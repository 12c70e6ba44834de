import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { noFollowFlags } from '../../files/open-flags.ts';

const TRIES = 5;

const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | noFollowFlags;

/**
 * Adds whole lines in one write, so that two runs at once do not tear each other's, and makes the file and its folder
 * where they are missing. Returns the file's size in bytes. Throws what the system says.
 */
export function appendToHistory(path: string, text: string): number {
  makeFolder(dirname(path));
  for (let left = TRIES; ; left -= 1) {
    const file = openSync(path, flags, 0o644);
    try {
      const before = fstatSync(file);
      if (!before.isFile()) throw new Error('it is no file');
      // Half a line at the end, of a run that died there, would swallow the first new line.
      writeFileSync(file, Buffer.from(endsWhole(file, before.size) ? text : `\n${text}`));
      const after = fstatSync(file);
      const there = lstatSync(path, { throwIfNoEntry: false });
      // Another run has put a shorter file, or one without damage, in its place meanwhile: that must have our lines too.
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
