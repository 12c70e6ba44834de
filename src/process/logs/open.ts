import { constants, fstatSync, readSync, writeSync } from 'node:fs';
import { openOwnFile } from '../../files/own-file.ts';

/**
 * Opens a log for appending. Every write to this descriptor lands at the end, whichever process writes.
 *
 * @param fresh empties the file, which may be the log of an earlier run.
 * @returns the descriptor. Throws file system errors.
 */
export function openLog(path: string, fresh: boolean): number {
  const start = fresh ? constants.O_TRUNC : 0;
  return openOwnFile(path, constants.O_RDWR | constants.O_APPEND | start);
}

/** Writes a line between two steps. It starts on a line of its own, even if the last step did not end its line. */
export function writeSeparator(log: number, line: string): void {
  const { size } = fstatSync(log);
  const last = Buffer.alloc(1, '\n');
  if (size > 0) readSync(log, last, 0, 1, size - 1);
  writeSync(log, `${last[0] === 0x0a ? '' : '\n'}${line}\n`);
}
