import { lstatSync } from 'node:fs';
import { errorText } from '../../base/error-code.ts';
import { readFilePart } from '../../files/read-part.ts';

/** Bytes; twice the largest size of a history. */
const LIMIT = 64 * 1024 * 1024;

export type HistoryText =
  | { readonly type: 'absent' }
  | { readonly type: 'read'; readonly text: string }
  /** It cannot be read or is not a regular file, and must not be changed. */
  | { readonly type: 'unusable'; readonly message: string }
  /** A file that is certainly not a history. */
  | { readonly type: 'foreign'; readonly message: string };

/** Reads the file. Never throws, does not follow a symbolic link and does not block on a named pipe. */
export function readHistoryText(path: string): HistoryText {
  const expected = `expected the history of earlier runs in ${path}, found`;
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { type: 'absent' };
    if (stats.isDirectory()) return { type: 'unusable', message: `${expected} a folder` };
    if (!stats.isFile()) {
      return {
        type: 'unusable',
        message: `${expected} ${stats.isSymbolicLink() ? 'a symbolic link' : 'a device or pipe'}`,
      };
    }
  } catch (error) {
    return { type: 'unusable', message: `${expected} ${errorText(error)}` };
  }
  const part = readFilePart(path, 'start', LIMIT);
  switch (part.type) {
    case 'absent':
      return part;
    case 'unreadable':
      return { type: 'unusable', message: `${expected} ${part.message}` };
    case 'read':
      return part.size > LIMIT
        ? { type: 'foreign', message: `${expected} ${part.size} bytes, more than a history can have` }
        : { type: 'read', text: part.bytes.toString('utf8') };
    default:
      return part satisfies never;
  }
}
