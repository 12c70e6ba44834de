import { type ByteTrie, byteTrie } from './byte-trie.ts';

/** Recognizes a secret in one or more of its forms at a given place. */
export interface Matcher {
  /** The first two bytes of all that it recognizes, as `first << 8 | second`. */
  readonly firstPairs: ReadonlySet<number>;
  /** @returns an object that the matcher reuses: it is valid until the next call. */
  match(bytes: Uint8Array, start: number): Match;
}

export interface Match {
  /** End of the longest match that begins at the position; -1 if there is none. */
  end: number;
  /** True if the bytes end too early to decide: with more bytes there might be a match, or a longer one. */
  isOpen: boolean;
}

/** Recognizes any of these byte strings, each of at least two bytes. */
export function anyOf(forms: readonly Uint8Array[]): Matcher {
  const trie = byteTrie(forms);
  const result: Match = { end: -1, isOpen: false };
  return {
    firstPairs: new Set(forms.map((form) => pairAt(form, 0))),
    match: (bytes, start) => {
      result.end = -1;
      result.isOpen = false;
      let node: ByteTrie | undefined = trie;
      for (let at = start; node !== undefined; at++) {
        if (node.isEnd) result.end = at;
        if (at >= bytes.length) {
          result.isOpen = node.next.size > 0;
          return result;
        }
        node = node.next.get(bytes[at] ?? 0);
      }
      return result;
    },
  };
}

export function pairAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
