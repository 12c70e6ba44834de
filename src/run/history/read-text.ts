import { lstatSync } from 'node:fs';
import { errorText } from '../../base/error-code.ts';
import { readFilePart } from '../../files/read-part.ts';

/** Bytes; twice as much as a history ever grows to. */
const LIMIT = 64 * 1024 * 1024;

export type HistoryText =
  | { readonly type: 'absent' }
  | { readonly type: 'read'; readonly text: string }
  /** It cannot be read or is no file: nothing may be done with it. */
  | { readonly type: 'unusable'; readonly message: string }
  /** A file, but certainly no history. */
  | { readonly type: 'foreign'; readonly message: string };

/** Never throws. Neither follows a symbolic link nor waits on a named pipe. */
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
        ? { type: 'foreign', message: `${expected} ${part.size} bytes, more than it ever holds` }
        : { type: 'read', text: part.bytes.toString('utf8') };
    default:
      return part satisfies never;
  }
}
