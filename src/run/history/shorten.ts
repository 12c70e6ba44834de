import { closeSync, fstatSync, lstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { noFollowReadFlags } from '../../files/open-flags.ts';
import { keepNewest } from '../../history/keep-newest.ts';
import { type Entry, parseHistory } from '../../history/parse.ts';
import { appendToHistory } from './append.ts';

/** Of all lines that are kept. */
export const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Milliseconds after which the run that was shortening the file is dead. */
const STALE = 60_000;

export function charactersOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/**
 * Drops the oldest lines. Readers see the old file or the new one, and what other runs add meanwhile is in the new one
 * too. Does nothing while another run is at it. Throws what the system says.
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
    // Damage is for the next run to find and to keep.
    if (foreign > 0) return;
    const kept = keepNewest(entries, MOST_CHARACTERS);
    writeFileSync(target, Buffer.from(kept.map((entry) => `${entry.text}\n`).join('')));
    renameSync(partial, path);
    moved = true;
    // What was added since it was read went to the file that is gone now. A run that adds lines checks this, too: lines
    // that come twice by this count once.
    const whole = data.lastIndexOf(0x0a) + 1;
    const late = read(source, whole, fstatSync(source).size - whole);
    // A run in the middle of a line will see that the file is gone.
    const lines = late.subarray(0, late.lastIndexOf(0x0a) + 1);
    if (lines.length > 0) appendToHistory(path, lines.toString('utf8'));
  } finally {
    closeSync(target);
    if (source !== undefined) closeSync(source);
    // Once it was moved, a file of that name is another run's.
    if (!moved) rmSync(partial, { force: true });
  }
}

/** Only one at a time: the new file's name is the lock. */
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
