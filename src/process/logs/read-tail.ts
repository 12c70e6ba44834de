import { cutTail } from '../../base/cut-tail.ts';
import { sanitizeOutput } from '../../base/sanitize.ts';
import { lookAt } from '../../files/look-at.ts';
import { readRedactedTail } from '../../secrets/read-redacted.ts';
import type { Redactor } from '../../secrets/redact.ts';

/** What of a log travels with its event. */
const most = { lines: 50, characters: 8 * 1024 };
/** Bytes. More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32 * 1024;

/** The last lines of a log, redacted and sanitized, and its size in bytes. Never throws: if it cannot be read, the text says so. */
export function readLogTail(path: string, redactor: Redactor): { readonly logTail: string; readonly logBytes: number } {
  const tail = readRedactedTail(path, tailRead, redactor);
  switch (tail.type) {
    case 'absent':
      return { logTail: '', logBytes: 0 };
    case 'unreadable':
      return { logTail: `(the log could not be read: ${tail.message})`, logBytes: sizeOf(path) };
    case 'read': {
      if (tail.size === 0) return { logTail: '', logBytes: 0 };
      const { lines } = cutTail(sanitizeOutput(tail.text).split('\n'), most, tail.beheaded);
      return { logTail: lines.join('\n'), logBytes: tail.size };
    }
  }
}

function sizeOf(path: string): number {
  return lookAt(path)?.size ?? 0;
}
