import type { HistoryLine } from './line.ts';

/**
 * How many of these runs of one task, oldest first and with the same commands, show that its verdict depends on luck:
 *
 * - it succeeded, but not at the first attempt; or
 * - it failed on a commit on which it succeeded in another run; or, if commits are not known,
 * - it failed between two runs in which it succeeded.
 *
 * A failure alone shows nothing: a task that was broken and then repaired is not flaky.
 */
export function countFlakyRuns(lines: readonly HistoryLine[]): number {
  const goodCommits = new Set(lines.flatMap(({ status, commit }) => (status === 'succeeded' ? [commit] : [])));
  const isFlaky = (line: HistoryLine, index: number): boolean => {
    if (line.status === 'succeeded') return line.attempts > 1;
    if (line.commit !== undefined) return goodCommits.has(line.commit);
    return lines[index - 1]?.status === 'succeeded' && lines[index + 1]?.status === 'succeeded';
  };
  return lines.filter(isFlaky).length;
}
