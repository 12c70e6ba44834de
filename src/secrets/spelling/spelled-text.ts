/*
 * This folder recognizes a secret that a program has written in another spelling: quoted, escaped, or coloured in the middle.
 *
 * `spellings.ts` lists how shells, languages and tools write a character, and what may stand between two characters. `spelled-text.ts`
 * makes a matcher from it, for the search of `secrets/search`.
 *
 * Invariants:
 * - Each character of a value may be in any spelling, because programs, versions and locales differ.
 * - Another spelling is another row of `spellings.ts`, with a test against the program that writes it.
 * - The number of joints between two characters is bounded, so that the search stays linear.
 *
 * Not here: encodings of a whole value, such as base64 (`secrets`).
 */
import { type ByteTrie, byteTrie, endsFrom } from '../search/byte-trie.ts';
import { type Match, type Matcher, pairAt } from '../search/matcher.ts';
import { joints, spellings } from './spellings.ts';

/** Upper bound for the joints between two characters: text that is quoted three times has fewer. */
const mostJoints = 16;

/** Recognizes a text in which each character stands in any spelling, with quotes and escapes between them. */
export function spelledText(text: string): Matcher {
  const tries = Array.from(text, trieOf);
  const result: Match = { end: -1, isOpen: false };
  let here: number[] = [];
  let there: number[] = [];

  /** Adds to `here` the positions after joints that begin at positions in it. */
  function skipJoints(bytes: Uint8Array): void {
    let from = 0;
    for (let count = 0; count < mostJoints; count++) {
      const to = here.length;
      if (from === to) return;
      for (; from < to; from++) {
        const start = here[from] ?? 0;
        const first = bytes[start];
        if (first === undefined) result.isOpen = true;
        else if (first === ESCAPE) skipColour(bytes, start);
        else if (jointTrie.next.has(first) && endsFrom(jointTrie, bytes, start, here)) result.isOpen = true;
      }
    }
  }

  function skipColour(bytes: Uint8Array, start: number): void {
    const end = colourEnd(bytes, start);
    if (end === undefined) result.isOpen = true;
    else if (end > start && !here.includes(end)) here.push(end);
  }

  return {
    firstPairs: firstPairs(tries),
    match: (bytes, start) => {
      result.end = -1;
      result.isOpen = false;
      here.length = 0;
      here.push(start);
      for (const [index, trie] of tries.entries()) {
        if (index > 0) skipJoints(bytes);
        there.length = 0;
        for (const place of here) if (endsFrom(trie, bytes, place, there)) result.isOpen = true;
        if (there.length === 0) return result;
        [here, there] = [there, here];
      }
      result.end = Math.max(...here);
      return result;
    },
  };
}

const ESCAPE = 0x1b;
const BACKSLASH = 0x5c;

const jointTrie = byteTrie(joints.map((joint) => Buffer.from(joint)));

const known = new Map<string, ByteTrie>();

function trieOf(character: string): ByteTrie {
  const before = known.get(character);
  if (before !== undefined) return before;
  const forms = spellings.flatMap(({ spell }) => spell(character).map((form) => Buffer.from(form)));
  // The backslashes of some are escaped once more: within URLs, and in strings within strings.
  const nested = forms
    .filter((form) => form.includes(BACKSLASH))
    .flatMap((form) => ['%5C', '%5c', '\\\\', '\\\\\\\\'].map((backslash) => replaceBackslashes(form, backslash)));
  const trie = byteTrie([...forms, ...nested]);
  known.set(character, trie);
  return trie;
}

function replaceBackslashes(form: Buffer, by: string): Buffer {
  return Buffer.from(form.toString('latin1').replaceAll('\\', by), 'latin1');
}

/**
 * Where a sequence such as `ESC [ 01;31 m` or `ESC [ K` ends that begins here, which `grep --color` puts around what it
 * found; `start` if there is none, undefined if the bytes end before that is decided.
 */
function colourEnd(bytes: Uint8Array, start: number): number | undefined {
  let at = start + 1;
  if (at >= bytes.length) return undefined;
  if (bytes[at] !== 0x5b) return start;
  for (at += 1; at < bytes.length && at - start < 24; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x6d || byte === 0x4b) return at + 1;
    if (!((byte >= 0x30 && byte <= 0x39) || byte === 0x3b)) return start;
  }
  return at >= bytes.length ? undefined : start;
}

function firstPairs([first, second]: readonly ByteTrie[]): ReadonlySet<number> {
  const pairs = new Set<number>();
  const seconds = [...(second?.next.keys() ?? []), ...jointTrie.next.keys(), ESCAPE];
  for (const [byte, node] of first?.next ?? []) {
    for (const next of node.isEnd ? [...node.next.keys(), ...seconds] : node.next.keys()) {
      pairs.add(pairAt(Uint8Array.of(byte, next), 0));
    }
  }
  return pairs;
}
