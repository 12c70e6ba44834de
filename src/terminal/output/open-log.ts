import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { lookThrough } from '../../files/look-at.ts';
import { noFollowReadFlags } from '../../files/open-flags.ts';

/** Bytes of one read. */
export const CHUNK = 64 * 1024;

/** Bytes before the position that are kept, to notice that something was cut out before it. */
const REMEMBERED = 256;

/** A log that is open for reading, and the position up to which it was read. */
export interface OpenLog {
  /** Offset of the next byte to read. */
  position(): number;
  /** Bytes that the file has now. */
  size(): number;
  /** Reads up to `most` bytes in pieces; a piece is valid only during its call. */
  read(most: number, take: (piece: Buffer) => void): void;
  moveTo(position: number): void;
  /** Whether something was cut out before the position; the file may have grown beyond it again since. */
  isCut(): boolean;
  /** Whether another file is at this path now. */
  isReplaced(): boolean;
  close(): void;
}

/** Opens a log at its beginning. Undefined if there is no regular file at the path or it cannot be opened. */
export function openLog(path: string): OpenLog | undefined {
  const file = openRegularFile(path);
  if (file === undefined) return undefined;
  const buffer = Buffer.alloc(CHUNK);
  let position = 0;
  /** The bytes before `position`. */
  let last: Buffer = Buffer.alloc(0);
  const size = (): number => fstatSync(file).size;
  return {
    position: () => position,
    size,
    read: (most, take) => {
      for (let left = most; left > 0; ) {
        const length = readSync(file, buffer, 0, Math.min(CHUNK, left), position);
        if (length === 0) return;
        left -= length;
        position += length;
        const piece = buffer.subarray(0, length);
        last = Buffer.concat([last, piece.subarray(-REMEMBERED)]).subarray(-REMEMBERED);
        take(piece);
      }
    },
    moveTo: (next) => {
      position = next;
      last = Buffer.alloc(0);
    },
    isCut: () => {
      if (size() < position) return true;
      const found = Buffer.alloc(last.length);
      readSync(file, found, 0, found.length, position - found.length);
      return !found.equals(last);
    },
    isReplaced: () => {
      const found = lookThrough(path);
      return found !== undefined && found.ino !== fstatSync(file).ino;
    },
    close: () => closeSync(file),
  };
}

function openRegularFile(path: string): number | undefined {
  try {
    return statSync(path).isFile() ? openSync(path, noFollowReadFlags) : undefined;
  } catch {
    return undefined;
  }
}
