import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A working task reaches its next fix within this time (ms), even on a busy machine. */
const LONGEST_WAIT = 8_000;

/** The fixes in the scratch copy, one small file each: `{ state: applied | proved | failed, figures? }`. */
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
     * A test can be deployed while other tasks still run, so the fixes that it checks may be applied at this moment.
     * Waits until all fixes are applied, one has failed, or the time is over. Returns the names of the missing fixes.
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
