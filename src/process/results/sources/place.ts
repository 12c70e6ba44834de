/*
 * Where a failed test is in the sources of the workspace, and why it failed.
 *
 *   JUnit XML → failure-places (all places that a case names, the best first) → relative-places (the first that is a file of the workspace)
 *             → failure-reason (the line that says what was expected and what was found)
 *
 * Invariants:
 * - A place is untrusted: it is a text that a tool wrote. Only a path that leads to a file inside of the root is shown relative to it.
 * - Parsers are pure and do not look at files. They list candidates, and `relative-places.ts` chooses.
 * - Frames of libraries and runtimes are never candidates.
 * - Every search is bounded: lines of a failure, candidates, names of files that are looked at.
 *
 * Not done here: reading of the files (`junit-parser.ts`, `tap-parser.ts`), and annotations (`src/github/annotations`).
 */
import type { TestFailure } from '../../../schedule/events/test-results.ts';

/** Where a test is in the source, as its tool wrote it: the path is not yet relative to the root of the mission. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** A failure whose place has not been compared with the files of the workspace. */
export interface FoundFailure extends TestFailure {
  /** Candidates, the best first. Absent if the tool names no place. */
  readonly places?: readonly Place[];
}

/** UTF-16 units; a longer path is none. */
const longestPath = 1_000;

/** A place from an attribute or a key; undefined if there is no path. */
export function placeOf(file: string | undefined, line: string | undefined): Place | undefined {
  const path = file?.trim() ?? '';
  // unittest-xml-reporting writes `.py` where it does not know the file.
  if (path === '' || path.length > longestPath || /^\.\w+$|[\0\n]/.test(path)) return undefined;
  const number = Number(line);
  return { file: path, ...(Number.isSafeInteger(number) && number > 0 ? { line: number } : {}) };
}

/** `FILE:LINE` or `FILE:LINE:COLUMN`, perhaps in a frame of a stack: `at name (FILE:LINE:COLUMN)`. Not of a library. */
export function placeInFrame(text: string): Place | undefined {
  const found = /(?:^|[\s(])((?:file:\/\/)?(?:[A-Za-z]:)?[^\s():]+):(\d{1,7})(?::\d{1,7})?\)?\s*$/.exec(text.trim());
  if (found === null || isLibrary(found[1] ?? '')) return undefined;
  return placeOf(found[1], found[2]);
}

/** `in test file bats.bats, line 2` and `at t/a.t line 3.`, as bats and Perl name a place in a comment. */
export function hintedPlace(comment: string): Place | undefined {
  const found =
    /\bin test file (.+), line (\d{1,7})\)?$/.exec(comment) ?? /^at (\S+) line (\d{1,7})\.?$/.exec(comment.trim());
  return found === null ? undefined : placeOf(found[1], found[2]);
}

/** Folders of packages, of the system and of toolchains. */
const library =
  /(?:^|[\\/])(?:node_modules|site-packages|dist-packages|vendor|\.venv|\.cargo|\.rustup|pkg[\\/]mod)[\\/]|^(?:node:|\/usr\/|\/rustc\/|<)/;

/** True for the source of a library, a runtime or a toolchain: a failure is never shown there. */
export function isLibrary(path: string): boolean {
  return library.test(path);
}
