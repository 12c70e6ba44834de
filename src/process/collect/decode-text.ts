export type DecodedText =
  | { readonly type: 'text'; readonly text: string }
  /** Begins with the line. */
  | { readonly type: 'rejected'; readonly message: string };

/**
 * Text that a task wrote: UTF-8, or UTF-16 with a byte order mark, which Windows PowerShell writes. Anything else is
 * rejected, because a character that is guessed wrong would be handed on as a value. Never throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  // Most tasks write nothing, and a decoder costs more than reading the file.
  if (bytes.length === 0) return { type: 'text', text: '' };
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined) {
    const line = encoding === 'utf-8' ? firstBadLine(bytes) : 1;
    return {
      type: 'rejected',
      message: `line ${line}: expected UTF-8 text, found bytes that are not (in Windows PowerShell: Out-File -Append -Encoding utf8)`,
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split('\n').length;
    return { type: 'rejected', message: `line ${line}: expected text, found a NUL character` };
  }
  return { type: 'text', text };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Without its byte order mark; undefined if the bytes are not of this encoding. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** 1-based. A line feed is one byte in UTF-8 and never part of another character, so lines can be tried one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end + 1;
    if (decode(bytes.subarray(start, stop), 'utf-8') === undefined) return line;
    start = stop;
  }
  return line;
}
