import type { HistoryLine } from './line.ts';

/** What a runner took before its first task. */
export interface LearnedOverhead {
  /** Milliseconds: the median. */
  readonly overhead: number;
  /** Of how many jobs. */
  readonly jobs: number;
}

/** How many jobs count: the newest. */
const most = 30;

/**
 * What the runners of a mission took before their first tasks, by the jobs that have waited for another part. Undefined if the history has none.
 *
 * @param lines oldest first
 */
export function learnOverhead(lines: readonly HistoryLine[], mission: string): LearnedOverhead | undefined {
  const known = lines.flatMap((line) => (line.mission === mission ? (line.overhead ?? []) : [])).slice(-most);
  const sorted = known.toSorted((one, other) => one - other);
  const overhead = sorted[Math.floor(sorted.length / 2)];
  return overhead === undefined ? undefined : { overhead, jobs: known.length };
}
