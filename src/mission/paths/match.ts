/*
 * This folder matches paths with patterns, for `paths`, `changed()` and `results` of a mission.
 *
 * `pattern.ts` reads a pattern in the syntax of workflow filters. `match.ts` compares paths with a list of such patterns, and
 * `overlap.ts` finds out whether two patterns of `results` can match the same file.
 *
 * Invariants:
 * - `paths` and `changed()` match as the `paths` filters of workflows do: the whole path, and the last pattern that matches decides.
 * - For a folder whose files are unknown, the answer is false only if no path in it can match.
 * - Nothing here touches a file system: paths are texts with `/`.
 *
 * Not here: which files have changed (`run/changes`), and finding result files on disk (`process/results`).
 */
import { matchesAnyRest, type PatternPart, readPattern } from './pattern.ts';

/** Whether a file matches; paths are relative to the repository's root, with `/`. */
export type PathMatcher = (path: string) => boolean;

/**
 * As `paths` filters of workflows: a pattern must match the whole path, and the last one that matches decides. So `!` excludes
 * what earlier patterns included, and a later pattern can include it again. Without a pattern nothing matches.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const rules = readRules(patterns);
  return (path) => {
    const deciding = rules.findLast(({ reader }) => reader.matches(path));
    return deciding !== undefined && !deciding.negated;
  };
}

/**
 * Whether the patterns can match a file in a folder of which only its own path is known: a submodule, a link or
 * a nested repository, which git names by one path. False only if no path in the folder can match. A pattern with `!` takes
 * the folder out if it matches the folder's own path or everything in it.
 */
export function folderMatcher(patterns: readonly string[]): PathMatcher {
  const rules = readRules(patterns);
  return (folder) => {
    const below = `${folder}/`;
    let canMatch = false;
    for (const { negated, reader } of rules) {
      if (negated) canMatch &&= !reader.matches(folder) && !reader.matchesEverythingIn(below);
      else canMatch ||= reader.matches(folder) || reader.mayMatchIn(below);
    }
    return canMatch;
  };
}

interface Rule {
  readonly negated: boolean;
  readonly reader: PatternReader;
}

function readRules(patterns: readonly string[]): readonly Rule[] {
  return patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    return { negated, reader: patternReader(readPattern(negated ? pattern.slice(1) : pattern)) };
  });
}

interface PatternReader {
  matches(path: string): boolean;
  /** Whether a longer path that begins so can match. */
  mayMatchIn(prefix: string): boolean;
  /** Whether every longer path that begins so matches. */
  matchesEverythingIn(prefix: string): boolean;
}

/** Follows all readings of the pattern at the same time, so it is linear in both lengths. A regular expression could backtrack forever. */
function patternReader(parts: readonly PatternPart[]): PatternReader {
  const reached = Array.from({ length: parts.length + 1 }, (_, index) => reachable(parts, index));
  /** For each part the last round in which it was reached: an array, since a set a character is ten times slower. */
  const rounds = new Uint32Array(parts.length + 1);
  let round = 0;
  return {
    matches: (path) => read(path).includes(parts.length),
    mayMatchIn: (prefix) => read(prefix).some((index) => index < parts.length),
    matchesEverythingIn: (prefix) => read(prefix).some((index) => matchesAnyRest(parts, index)),
  };

  /** Indexes of the parts that may come next once this was read. */
  function read(text: string): readonly number[] {
    let current = reached[0] ?? [];
    rounds.fill(0);
    round = 0;
    for (const character of text) {
      round += 1;
      const next: number[] = [];
      for (const index of current) {
        const part = parts[index];
        if (part === undefined || !part.matches(character)) continue;
        for (const after of reached[index + 1] ?? []) add(after, next);
        if (part.repeats) add(index, next);
      }
      if (next.length === 0) return next;
      current = next;
    }
    return current;
  }

  function add(index: number, to: number[]): void {
    if (rounds[index] === round) return;
    rounds[index] = round;
    to.push(index);
  }
}

/** All parts that can be reached without reading more: optional parts are skipped. Iteration over a set includes what is added to it. */
function reachable(parts: readonly PatternPart[], from: number): readonly number[] {
  const found = new Set([from]);
  for (const index of found) {
    for (const skip of parts[index]?.skips ?? []) found.add(index + skip);
  }
  return [...found];
}
