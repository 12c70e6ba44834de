import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';

const MOST = 1000;

/** Gives a file another name, `NAME.damaged-1` or the first that is free, and returns it. Throws what the system says. */
export function setAside(path: string): string {
  for (let number = 1; number <= MOST; number += 1) {
    const kept = `${path}.damaged-${number}`;
    try {
      // A rename replaces what is there: the name must be ours first.
      closeSync(openSync(kept, 'wx'));
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw error;
    }
    try {
      renameSync(path, kept);
      return kept;
    } catch (error) {
      rmSync(kept, { force: true });
      throw error;
    }
  }
  throw new Error(`expected less than ${MOST} files beside it that were set aside before`);
}
