/** A set of byte strings, read byte by byte. */
export interface ByteTrie {
  readonly next: Map<number, ByteTrie>;
  /** One of the strings ends here. */
  isEnd: boolean;
}

export function byteTrie(strings: Iterable<Uint8Array>): ByteTrie {
  const root: ByteTrie = { next: new Map(), isEnd: false };
  for (const bytes of strings) {
    let node = root;
    for (const byte of bytes) {
      const known = node.next.get(byte);
      const child: ByteTrie = known ?? { next: new Map(), isEnd: false };
      if (known === undefined) node.next.set(byte, child);
      node = child;
    }
    node.isEnd = true;
  }
  return root;
}

/**
 * Adds to `ends` the end of each string of the trie that begins at `start`.
 *
 * @returns true if the bytes end too early to decide whether a longer string begins there.
 */
export function endsFrom(trie: ByteTrie, bytes: Uint8Array, start: number, ends: number[]): boolean {
  let node = trie;
  for (let at = start; ; at++) {
    if (node.isEnd && !ends.includes(at)) ends.push(at);
    if (node.next.size === 0) return false;
    if (at >= bytes.length) return true;
    const child = node.next.get(bytes[at] ?? 0);
    if (child === undefined) return false;
    node = child;
  }
}
