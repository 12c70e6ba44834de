import { type PatternPart, readPattern } from './pattern.ts';

/** Whether a file is meant; paths are relative to the repository's root, with `/`. */
export type PathMatcher = (path: string) => boolean;

/**
 * As `paths` filters of workflows: every pattern must match the whole path, and the last one that matches decides, so
 * that `!` takes back what earlier ones let in and a later one lets in again. Without a pattern nothing matches.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    return { negated, matches: wholeMatcher(readPattern(negated ? pattern.slice(1) : pattern)) };
  });
  return (path) => {
    const deciding = rules.findLast(({ matches }) => matches(path));
    return deciding !== undefined && !deciding.negated;
  };
}

/** Follows all readings of the pattern side by side: linear in both lengths, where a regular expression may go back for ever. */
function wholeMatcher(parts: readonly PatternPart[]): PathMatcher {
  const reached = Array.from({ length: parts.length + 1 }, (_, index) => reachable(parts, index));
  /** For each part the last round in which it was reached: an array, since a set a character is ten times slower. */
  const rounds = new Uint32Array(parts.length + 1);
  let round = 0;
  return (path) => {
    let current = reached[0] ?? [];
    rounds.fill(0);
    round = 0;
    for (const character of path) {
      round += 1;
      const next: number[] = [];
      for (const index of current) {
        const part = parts[index];
        if (part === undefined || !part.matches(character)) continue;
        for (const after of reached[index + 1] ?? []) add(after, next);
        if (part.repeats) add(index, next);
      }
      if (next.length === 0) return false;
      current = next;
    }
    return current.includes(parts.length);
  };

  function add(index: number, to: number[]): void {
    if (rounds[index] === round) return;
    rounds[index] = round;
    to.push(index);
  }
}

/** Where one can be at this part without reading more: parts that may be left out are stepped over. A set visits what is added to it. */
function reachable(parts: readonly PatternPart[], from: number): readonly number[] {
  const found = new Set([from]);
  for (const index of found) {
    for (const skip of parts[index]?.skips ?? []) found.add(index + skip);
  }
  return [...found];
}
