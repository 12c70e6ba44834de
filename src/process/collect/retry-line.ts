import { sanitizeOutput } from '../../base/sanitize.ts';
import { readRedactedTail } from '../../secrets/read-redacted.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { beginOfAttempt, type LoggedLaunch } from '../logs/begin-of-attempt.ts';
import { guardPattern, type Match } from '../readiness/guarded-pattern.ts';

/** Bytes at the end of a log that are searched. */
export const searchedTail = 256 * 1024;

/** UTF-16 units of a line that count, and that are kept. */
const longestLine = 4 * 1024;
const longestShown = 300;

/** A pattern with a time limit, which is given up after a few matches that took too long. */
export type Guard = (lines: readonly string[]) => Match;

/** One guard for each pattern, so that a pattern that takes too long costs a run seconds, not each of its attempts. */
export function createGuards(): (pattern: string) => Guard {
  const guards = new Map<string, Guard>();
  return (pattern) => {
    const guard = guards.get(pattern) ?? guardPattern(pattern);
    guards.set(pattern, guard);
    return guard;
  };
}

export type RetryLine =
  | { readonly type: 'found'; readonly text: string }
  | { readonly type: 'none' }
  /** Matching this pattern takes too long. */
  | { readonly type: 'too-slow'; readonly pattern: string };

/** A log whose file may not be redacted. */
export interface SearchedLog {
  readonly path: string;
  readonly redactor: Redactor;
}

/**
 * The first line at the end of a log that one of these patterns matches, of this attempt only. Colours and other terminal sequences are
 * removed first. However a pattern is written, matching it takes half a second at most. Never throws: a log that cannot be read has no such
 * line.
 */
export function findRetryLine(
  { path, redactor }: SearchedLog,
  launch: LoggedLaunch,
  patterns: readonly string[],
  guardOf: (pattern: string) => Guard,
): RetryLine {
  const tail = readRedactedTail(path, searchedTail, redactor);
  if (tail.type !== 'read') return { type: 'none' };
  const written = tail.text.split('\n').map((line) => line.replace(/\r$/, ''));
  // Its first line may be the end of one.
  const whole = tail.beheaded ? written.slice(1) : written;
  const begin = beginOfAttempt(launch);
  const own = begin === undefined ? whole : whole.slice(whole.lastIndexOf(begin) + 1);
  const lines = own.map((line) => sanitizeOutput(line.slice(0, longestLine)).replaceAll('\n', ' '));
  let slow: string | undefined;
  for (const pattern of patterns) {
    const match = guardOf(pattern);
    const result = match(lines);
    if (result === 'too-slow') slow ??= pattern;
    if (result === 'matched') return { type: 'found', text: shorten(firstOf(lines, match).trim()) };
  }
  return slow === undefined ? { type: 'none' } : { type: 'too-slow', pattern: slow };
}

/** One of them matches: each look halves the lines, because a look at each of a hundred thousand would take seconds. */
function firstOf(lines: readonly string[], match: Guard): string {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (match(lines.slice(low, middle)) === 'matched') high = middle;
    else low = middle;
  }
  return lines[low] ?? '';
}

function shorten(text: string): string {
  if (text.length <= longestShown) return text;
  return `${text.slice(0, longestShown - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
