import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, type Stats, writeSync } from 'node:fs';
import { noFollowFlags } from '../../files/open-flags.ts';
import type { Redactor } from '../../secrets/redact.ts';

/** State of a log that was cut before. */
export interface LogCut {
  /** Bytes cut out so far, all cuts together. */
  readonly total: number;
  /** Inode. A redacted copy in the place of the log has another one, and its marker is elsewhere. */
  readonly file: number;
  /** Where the marker begins, and how long it is. */
  readonly head: number;
  readonly marker: number;
}

/** Bytes of the newest output that a cut leaves: at most this, and at most an eighth of the limit. */
const mostTail = 8 * 1024 * 1024;

const MARKER = '[mission: ';

/** Bytes that a border may move back, to the end of a line. */
const reach = 64 * 1024;

export interface Cutting {
  /** Bytes; at least 64 KiB. */
  readonly limit: number;
  /** Half a sentence for the line in the middle. */
  readonly why: string;
  readonly redactor: Redactor;
  readonly before?: LogCut | undefined;
}

/**
 * Cuts the middle out of a log that is longer than its limit. What stays is its beginning, up to half of the limit, a line that
 * says what is missing, and the newest part. Programs append to the log meanwhile. What they write in the few microseconds
 * between the last read and the cut is lost with the middle. No border lies within a secret, because half of one could not
 * be redacted.
 *
 * @returns undefined if there was nothing to cut. Throws file system errors.
 */
export function cutLog(path: string, { limit, why, redactor, before }: Cutting): LogCut | undefined {
  const file = openSync(path, constants.O_RDWR | noFollowFlags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size <= limit) return undefined;
    const known = stillThere(file, before, stats);
    const wanted = Math.floor(limit / 2);
    const reused = known !== undefined && known.head <= wanted;
    const head = reused ? known.head : lineBorder(file, wanted, redactor);
    const tail = Math.min(mostTail, Math.floor(limit / 8));
    const from = lineBorder(file, stats.size - tail, redactor);
    const total = (before?.total ?? 0) + from - head - (reused ? known.marker : 0);
    const marker = markerAt(file, head, total, why);
    writeAt(file, marker, head);
    const moved = moveToFront(file, from, head + marker.length, 2 * (tail + reach));
    const missed = fstatSync(file).size - moved.read;
    ftruncateSync(file, moved.written);
    return { total: total + missed, file: stats.ino, head, marker: marker.length };
  } finally {
    closeSync(file);
  }
}

function stillThere(file: number, cut: LogCut | undefined, { ino, size }: Stats): LogCut | undefined {
  if (cut === undefined || cut.file !== ino || size < cut.head + cut.marker) return undefined;
  // If the task has emptied its log, something else stands there.
  const there = Buffer.alloc(cut.marker);
  readSync(file, there, 0, cut.marker, cut.head);
  return there.toString('utf8').trimStart().startsWith(MARKER) ? cut : undefined;
}

function markerAt(file: number, head: number, total: number, why: string): Buffer {
  const last = Buffer.alloc(1, '\n');
  if (head > 0) readSync(file, last, 0, 1, head - 1);
  const text = `${MARKER}${sizeText(total)} were cut out of this log: ${why}]`;
  return Buffer.from(`${last[0] === 0x0a ? '' : '\n'}${text}\n`);
}

/** In the units of a mission file, such as `3 MB` or `1.5 GB`. */
export function sizeText(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes < 1 ? `${Math.ceil(bytes / 1024 ** 2)} MB` : `${Number(gigabytes.toFixed(1))} GB`;
}

/** The end of the last line before `at`, or `at` itself within a long line. Moved to before a secret that it would divide. */
function lineBorder(file: number, at: number, redactor: Redactor): number {
  const start = Math.max(0, at - reach);
  const bytes = Buffer.alloc(2 * reach);
  const length = readSync(file, bytes, 0, bytes.length, start);
  const window = bytes.subarray(0, length);
  const lineEnd = window.lastIndexOf(0x0a, at - start - 1) + 1;
  return start + redactor.outside(window, lineEnd === 0 ? at - start : lineEnd);
}

interface Moved {
  /** Positions behind the last byte that was read, and that was written. */
  readonly read: number;
  readonly written: number;
}

/** Moves what follows `from` to `to`, with what is appended meanwhile, up to `most` bytes: a program may write faster than this. */
function moveToFront(file: number, from: number, to: number, most: number): Moved {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  let read = from;
  let written = to;
  while (read - from < most) {
    const length = readSync(file, buffer, 0, buffer.length, read);
    if (length === 0) break;
    read += length;
    writeAt(file, buffer.subarray(0, length), written);
    written += length;
  }
  return { read, written };
}

/** One write may take only a part, as on a disk that is nearly full. */
function writeAt(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}
