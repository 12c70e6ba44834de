/**
 * Text for people out of a program's raw output: no escape sequences, no control characters but tab and line feed,
 * nothing that reorders or secretly breaks lines. Of a line that was overwritten with `\r`, what stood there last.
 * Every pattern is linear in its input, since a hostile log ends up here.
 */
export function cleanText(raw: string): string {
  // Most output is plain. All that the other steps look for is among what is unwanted, so one look saves three passes.
  if (raw.search(unwanted) === -1) return raw;
  return raw
    .replace(escapeSequence, '')
    .replace(/[^\n]+/g, lastWritten)
    .replace(unwanted, '');
}

/** Invalid UTF-8 becomes U+FFFD; a character cut in half at the start of a tail is dropped. */
export function cleanBytes(bytes: Uint8Array, cutAtStart: boolean): string {
  let start = 0;
  while (cutAtStart && start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return cleanText(decoder.decode(bytes.subarray(start)));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: false });

function lastWritten(line: string): string {
  if (!line.includes('\r')) return line;
  const writes = line.split('\r').filter((write) => write !== '');
  return writes.at(-1) ?? '';
}

/** Operating system commands and other strings up to BEL or ST; CSI sequences; what remains of two-byte escapes. */
const escapeSequence = new RegExp(
  [
    '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?',
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?',
    '\\u001b[ -/]*[0-~]?',
  ].join('|'),
  'g',
);

/** C0 but tab and line feed, DEL, C1, line and paragraph separators, direction controls, byte order mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: to remove them is the point
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
