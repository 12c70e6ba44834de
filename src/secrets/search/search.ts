/*
 * This folder finds secrets in bytes, in time that hardly depends on the number of secrets.
 *
 * `matcher.ts` has the type of a matcher, which recognizes one secret in one or more forms at a position. `byte-trie.ts` keeps many
 * byte strings for that. `search.ts` goes through the bytes and asks only the matchers that can begin with the next two bytes.
 *
 * Invariants:
 * - Input may come in pieces. If the bytes end before a match is decided, the search says so, and the rest waits for more.
 * - The longest match that begins at a position counts, so that no end of a secret is left.
 * - Nothing here knows what a secret is, or prints one.
 *
 * Not here: the forms of a secret (`secrets/spelling` and the files above), and the replacement (`secrets/redact.ts`).
 */
import { type Matcher, pairAt } from './matcher.ts';

/** Finds any of several secrets in bytes. */
export interface Search {
  /**
   * Calls back in order for each position in `from <= start < to` at which a secret begins, with the end of the longest one
   * there. Reads bytes beyond `to`.
   *
   * @returns the first position at which more bytes could change the result; `to` if there is none.
   */
  each(bytes: Uint8Array, from: number, to: number, found: (start: number, end: number) => void): number;
}

/**
 * One look at each pair of bytes decides whether any secret may begin there: few pairs in usual output do, so the time
 * hardly grows with the number of secrets.
 */
export function createSearch(matchers: readonly Matcher[]): Search {
  const byPair = new Map<number, Matcher[]>();
  const mayBegin = new Uint8Array(65_536);
  const firsts = new Uint8Array(256);
  for (const matcher of matchers) {
    for (const pair of matcher.firstPairs) {
      const bucket = byPair.get(pair);
      if (bucket === undefined) byPair.set(pair, [matcher]);
      else bucket.push(matcher);
      mayBegin[pair] = 1;
      firsts[pair >> 8] = 1;
    }
  }
  return {
    each: (bytes, from, to, found) => {
      if (matchers.length === 0) return to;
      let open = to;
      const last = bytes.length - 1;
      for (let start = from; start < to; start++) {
        if (start === last) {
          if (firsts[bytes[start] ?? 0] === 1) open = Math.min(open, start);
          break;
        }
        const pair = pairAt(bytes, start);
        if (mayBegin[pair] !== 1) continue;
        let end = -1;
        for (const matcher of byPair.get(pair) ?? []) {
          const match = matcher.match(bytes, start);
          if (match.end > end) end = match.end;
          if (match.isOpen && start < open) open = start;
        }
        if (end >= 0) found(start, end);
      }
      return open;
    },
  };
}
