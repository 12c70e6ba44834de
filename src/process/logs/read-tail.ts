import { lstatSync } from 'node:fs';
import { cleanBytes } from '../../base/strip-terminal.ts';
import { readFilePart } from '../../files/read-part.ts';

/** Lines and UTF-8 bytes of a log that travel with its event. */
const tailLines = 50;
const tailBytes = 8 * 1024;
/** More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32 * 1024;

/** The last lines of a log, cleaned, and its size in bytes. Never throws: what cannot be read is said in its place. */
export function readLogTail(path: string): { readonly logTail: string; readonly logBytes: number } {
  const part = readFilePart(path, 'end', tailRead);
  switch (part.type) {
    case 'absent':
      return { logTail: '', logBytes: 0 };
    case 'unreadable':
      return { logTail: `(the log could not be read: ${part.message})`, logBytes: sizeOf(path) };
    case 'read':
      return { logTail: tailOf(part.bytes, part.size > part.bytes.length), logBytes: part.size };
  }
}

function tailOf(bytes: Uint8Array, cut: boolean): string {
  const lines = cleanBytes(bytes, cut).replace(/\n+$/, '').split('\n');
  // The first line is the end of a longer one; alone, it is better than nothing.
  if (cut && lines.length > 1) lines.shift();
  return lastBytes(lines.slice(-tailLines));
}

/** Whole lines as far as they fit; of a single line that does not fit, its end. */
function lastBytes(lines: readonly string[]): string {
  let first = lines.length;
  let size = -1;
  while (first > 0) {
    size += Buffer.byteLength(lines[first - 1] ?? '') + 1;
    if (size > tailBytes) break;
    first--;
  }
  if (first < lines.length) return lines.slice(first).join('\n');
  return cleanBytes(Buffer.from(lines.at(-1) ?? '').subarray(-tailBytes), true);
}

function sizeOf(path: string): number {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
