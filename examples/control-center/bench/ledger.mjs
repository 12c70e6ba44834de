import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A task that works comes to its next fix within this time (ms), even on a busy machine. */
const LONGEST_WAIT = 8_000;

/** Which fixes the scratch copy has, one small file each: `{ state: applied | proved | failed, figures? }`. */
export function createLedger(scratch) {
  const pathOf = (name) => join(scratch.ledger, `${name}.json`);
  const read = (name) => {
    try {
      return JSON.parse(readFileSync(pathOf(name), 'utf8'));
    } catch (error) {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    read,
    mark(name, entry) {
      writeFileSync(`${pathOf(name)}.new`, JSON.stringify(entry));
      renameSync(`${pathOf(name)}.new`, pathOf(name));
    },
    /**
     * A test is deployed while other tasks still work: what it checks may be landing at this moment. Returns as soon as
     * all of them are there, or one has failed, or it takes too long; gives the names of those that are missing.
     */
    async missing(names) {
      const end = performance.now() + LONGEST_WAIT;
      for (;;) {
        const entries = names.map((name) => read(name));
        const open = names.filter((_, index) => entries[index] === undefined);
        const settled = open.length === 0 || entries.some((entry) => entry?.state === 'failed');
        if (settled || performance.now() > end) return open;
        await pause(50);
      }
    },
  };
}
