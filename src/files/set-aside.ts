import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';

const MOST = 1000;

/** Renames a file to `NAME.damaged-1`, or to the first such name that is free, and returns it. Throws the system's error. */
export function setAside(path: string): string {
  for (let number = 1; number <= MOST; number += 1) {
    const kept = `${path}.damaged-${number}`;
    try {
      // A rename would replace an existing file, so the name is reserved first.
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
  throw new Error(`expected fewer than ${MOST} damaged files that were set aside before`);
}
