import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { errorText } from '../base/error-code.ts';
import { noFollowReadFlags } from './open-flags.ts';

/** A part of a file that a task may have replaced by anything. */
export type FilePart =
  | { readonly type: 'read'; readonly bytes: Buffer; readonly size: number }
  | { readonly type: 'absent' }
  | { readonly type: 'unreadable'; readonly message: string };

/**
 * Reads at most `limit` bytes from the start or the end of a regular file. A task may have put a symbolic link or a named
 * pipe there: a link is not followed, and a pipe not waited on. Never throws.
 */
export function readFilePart(path: string, from: 'start' | 'end', limit: number): FilePart {
  // A check is far cheaper than a thrown ENOENT, and than opening an empty file: most tasks write neither outputs nor a report.
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there === undefined) return { type: 'absent' };
    if (there.isFile() && there.size === 0) return { type: 'read', bytes: Buffer.alloc(0), size: 0 };
    if (there.isSymbolicLink() && statSync(path, { throwIfNoEntry: false }) === undefined) return { type: 'absent' };
    const descriptor = openSync(path, noFollowReadFlags);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return { type: 'unreadable', message: `expected a regular file at ${path}` };
      const length = Math.min(stats.size, limit);
      const bytes = Buffer.allocUnsafe(length);
      const read = readSync(descriptor, bytes, 0, length, from === 'start' ? 0 : stats.size - length);
      return { type: 'read', bytes: bytes.subarray(0, read), size: stats.size };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { type: 'unreadable', message: errorText(error) };
  }
}
