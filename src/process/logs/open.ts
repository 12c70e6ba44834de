import { constants, fstatSync, readSync, writeSync } from 'node:fs';
import { openOwnFile } from '../../files/own-file.ts';

/**
 * Opens a log for appending. Each write of every process that gets this descriptor lands at the end, whoever wrote last.
 *
 * @param fresh empties it: the folder may hold the log of an earlier run.
 * @returns the descriptor; throws what the system says.
 */
export function openLog(path: string, fresh: boolean): number {
  const start = fresh ? constants.O_TRUNC : 0;
  return openOwnFile(path, constants.O_RDWR | constants.O_APPEND | start);
}

/** Writes a line between two steps, on a line of its own although the step before may have ended inside of one. */
export function writeSeparator(log: number, line: string): void {
  const { size } = fstatSync(log);
  const last = Buffer.alloc(1, '\n');
  if (size > 0) readSync(log, last, 0, 1, size - 1);
  writeSync(log, `${last[0] === 0x0a ? '' : '\n'}${line}\n`);
}
