import { closeSync, fstatSync, lstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { noFollowReadFlags } from '../../files/open-flags.ts';
import { keepNewest } from '../../history/keep-newest.ts';
import { type Entry, parseHistory } from '../../history/parse.ts';
import { appendToHistory } from './append.ts';

/** Limit for all lines that are kept. */
export const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Milliseconds after which a run that was shortening the file is considered dead. */
const STALE = 60_000;

export function charactersOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/**
 * Drops the oldest lines. Readers see either the old file or the new one, and lines that other runs add meanwhile are kept.
 * Does nothing while another run is shortening the file. Throws the error of the file system.
 */
export function shortenHistory(path: string): void {
  const partial = `${path}.partial`;
  const target = claim(partial);
  if (target === undefined) return;
  let source: number | undefined;
  let moved = false;
  try {
    source = openSync(path, noFollowReadFlags);
    const { size } = fstatSync(source);
    const data = read(source, 0, size);
    const { entries, foreign } = parseHistory(data.toString('utf8'));
    // The next run renames a damaged file, so that nothing of it is lost.
    if (foreign > 0) return;
    const kept = keepNewest(entries, MOST_CHARACTERS);
    writeFileSync(target, Buffer.from(kept.map((entry) => `${entry.text}\n`).join('')));
    renameSync(partial, path);
    moved = true;
    // Lines that were added since the read are in the replaced file. `appendToHistory` checks for this too, so that a line
    // may be added twice; duplicates are counted once.
    const whole = data.lastIndexOf(0x0a) + 1;
    const late = read(source, whole, fstatSync(source).size - whole);
    // Half a line is left to the run that is writing it: that run sees that the file was replaced.
    const lines = late.subarray(0, late.lastIndexOf(0x0a) + 1);
    if (lines.length > 0) appendToHistory(path, lines.toString('utf8'));
  } finally {
    closeSync(target);
    if (source !== undefined) closeSync(source);
    // After the rename, a file with that name belongs to another run.
    if (!moved) rmSync(partial, { force: true });
  }
}

/** The name of the new file is the lock: only one run can create it. */
function claim(partial: string): number | undefined {
  try {
    return openSync(partial, 'wx', 0o644);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const stats = lstatSync(partial, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > STALE) rmSync(partial, { recursive: true, force: true });
    return undefined;
  }
}

function read(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, from + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
