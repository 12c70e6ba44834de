import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { noFollowFlags } from './open-flags.ts';

/** A file that is kept open, because it can be asked about even after it was removed. */
export interface HeldFile {
  /**
   * Closes it. `lost`: it was removed with something in it and together with its folder, so by something that cleaned up
   * everything there, not by the program that the file is for, which may remove or replace it as it likes.
   */
  release(): 'kept' | 'lost';
}

/** Undefined if the file is not there. Not on Windows, where an open file keeps other processes from removing its folder. */
export function holdFile(path: string): HeldFile | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const folder = lstatSync(dirname(path));
    const file = openSync(path, constants.O_RDONLY | noFollowFlags);
    return {
      release: () => {
        const { nlink, size } = fstatSync(file);
        closeSync(file);
        return nlink === 0 && size > 0 && isGone(dirname(path), folder) ? 'lost' : 'kept';
      },
    };
  } catch {
    return undefined;
  }
}

/** Whether the folder was removed; another one may be in its place, and a file or an endless link in the place of one above it. */
function isGone(path: string, before: Stats): boolean {
  try {
    const now = lstatSync(path);
    return now.ino !== before.ino || now.birthtimeMs !== before.birthtimeMs;
  } catch {
    return true;
  }
}
