/** Turns the bytes of a result file into text, piece by piece. */
export interface FileDecoder {
  /** @param last no more bytes follow */
  decode(bytes: Uint8Array, last: boolean): string;
}

/**
 * @param start the first bytes of the file, at least 200 unless it is shorter. UTF-8 unless a byte order mark, zero bytes or
 *   an XML declaration say otherwise. Invalid bytes become U+FFFD.
 */
export function createFileDecoder(start: Uint8Array): FileDecoder {
  const decoder = new TextDecoder(encodingOf(start));
  return { decode: (bytes, last) => decoder.decode(bytes, { stream: !last }) };
}

function encodingOf(bytes: Uint8Array): string {
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  // Both formats begin with ASCII, so a zero byte in the first pair means UTF-16 without a mark.
  if (two === 0 && one !== 0) return 'utf-16le';
  if (one === 0 && two !== 0 && two !== undefined) return 'utf-16be';
  const text = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1];
  // The declaration was readable as bytes, so the file is not UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/i.test(declared) || !isKnown(declared) ? 'utf-8' : declared;
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}
