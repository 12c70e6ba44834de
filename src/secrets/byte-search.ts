/** Finds any of several byte strings. */
export interface ByteSearch {
  /** Length of the longest one in bytes. */
  readonly longest: number;
  /**
   * Calls back for each position in `from <= start < to` where one begins, in order, with the end of the longest that
   * begins there. Looks past `to` as far as there are bytes.
   */
  each(bytes: Uint8Array, from: number, to: number, found: (start: number, end: number) => void): void;
}

/**
 * The search of Wu and Manber: a table says, for the two bytes at the end of a window as long as the shortest needle,
 * how far the window may be moved at least. Its time does not grow with the number of needles, of which a key of many
 * lines has dozens, and most bytes are never looked at.
 *
 * @param needles each of at least two bytes
 */
export function createByteSearch(needles: readonly Uint8Array[]): ByteSearch {
  const window = needles.reduce((shortest, { length }) => Math.min(shortest, length), 255);
  const shifts = new Uint8Array(65_536).fill(window - 1);
  const buckets = new Map<number, Uint8Array[]>();
  for (const needle of [...needles].sort((one, other) => other.length - one.length)) {
    for (let last = 1; last < window; last++) {
      const block = blockAt(needle, last);
      shifts[block] = Math.min(shifts[block] ?? 0, window - 1 - last);
    }
    const block = blockAt(needle, window - 1);
    const bucket = buckets.get(block);
    if (bucket === undefined) buckets.set(block, [needle]);
    else bucket.push(needle);
  }
  return {
    longest: needles.reduce((longest, { length }) => Math.max(longest, length), 0),
    each: (bytes, from, to, found) => {
      if (needles.length === 0) return;
      const end = Math.min(bytes.length, to + window - 1);
      let last = from + window - 1;
      while (last < end) {
        const block = blockAt(bytes, last);
        const shift = shifts[block] ?? 0;
        if (shift === 0) {
          const start = last - window + 1;
          // Longest first: the first that is there decides.
          const needle = buckets.get(block)?.find((candidate) => isAt(bytes, start, candidate));
          if (needle !== undefined) found(start, start + needle.length);
        }
        last += Math.max(1, shift);
      }
    },
  };
}

function blockAt(bytes: Uint8Array, last: number): number {
  return ((bytes[last - 1] ?? 0) << 8) | (bytes[last] ?? 0);
}

function isAt(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  if (start + needle.length > bytes.length) return false;
  for (let index = 0; index < needle.length; index++) {
    if (bytes[start + index] !== needle[index]) return false;
  }
  return true;
}
