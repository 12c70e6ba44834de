import { type FilePart, readFilePart } from '../files/read-part.ts';
import { decodeTail, type FileTail, readTail } from '../files/read-tail.ts';
import type { Redactor } from './redact.ts';

/**
 * Bytes before and after the wanted part that are read too: a secret that lies across its border is recognized only as a whole. No
 * variable of a process is longer than 128 KiB on Linux, and each line of a longer value is recognized by itself.
 */
const AROUND = 128 * 1024;

/**
 * The end of a text that a task wrote, without secrets: at most the last `limit` bytes, or a few more if a secret begins before them. The file
 * itself may be redacted already. If it could not be, because a disk was full or read-only, this is what keeps its secrets out of everything
 * that is shown. Never throws.
 */
export function readRedactedTail(path: string, limit: number, redactor: Redactor): FileTail {
  if (!redactor.active) return readTail(path, limit);
  const part = readFilePart(path, 'end', limit + AROUND);
  if (part.type !== 'read') return part;
  const { bytes, size } = part;
  const start = Math.max(0, bytes.length - limit);
  const stream = redactor.stream();
  stream.push(bytes.subarray(0, start));
  const shown = Buffer.concat([stream.push(bytes.subarray(start)), stream.end()]);
  return { ...decodeTail(shown, size > limit), size };
}

/**
 * The start of a text that a task wrote, without secrets: what is within its first `limit` bytes, except for a secret that goes beyond them.
 * `size` is that of the file. Never throws.
 */
export function readRedactedStart(path: string, limit: number, redactor: Redactor): FilePart {
  if (!redactor.active) return readFilePart(path, 'start', limit);
  const part = readFilePart(path, 'start', limit + AROUND);
  if (part.type !== 'read') return part;
  const { bytes, size } = part;
  const end = bytes.length <= limit ? bytes.length : redactor.outside(bytes, limit);
  const stream = redactor.stream();
  return { type: 'read', bytes: Buffer.concat([stream.push(bytes.subarray(0, end)), stream.end()]), size };
}
