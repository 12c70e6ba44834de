import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errorText } from '../base/error-code.ts';
import { noFollowReadFlags } from './open-flags.ts';

/** A file that is read from its start to the size that it had when it was opened. */
export interface OpenPieces {
  readonly type: 'open';
  /** Bytes. */
  readonly size: number;
  /** The next piece, valid until the next call; empty at the end. Throws the system's error. */
  next(): Buffer;
  close(): void;
}

export type Pieces = OpenPieces | { readonly type: 'unreadable'; readonly message: string };

/**
 * Opens a regular file that a task may have replaced by anything, to read it with memory that does not depend on its size.
 * Neither follows a symbolic link nor waits on a named pipe. Never throws.
 *
 * @param pieceSize bytes
 */
export function openPieces(path: string, pieceSize: number): Pieces {
  try {
    const descriptor = openSync(path, noFollowReadFlags);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      closeSync(descriptor);
      return { type: 'unreadable', message: `expected a regular file at ${path}` };
    }
    const buffer = Buffer.allocUnsafe(Math.min(pieceSize, Math.max(1, stats.size)));
    let position = 0;
    return {
      type: 'open',
      size: stats.size,
      next: () => {
        const wanted = Math.min(buffer.length, stats.size - position);
        const length = wanted === 0 ? 0 : readSync(descriptor, buffer, 0, wanted, position);
        position += length;
        return buffer.subarray(0, length);
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    return { type: 'unreadable', message: errorText(error) };
  }
}
