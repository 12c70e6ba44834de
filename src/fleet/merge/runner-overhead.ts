import type { RunnerReport } from '../../report/model/fleet.ts';

/** Longer times are those of a queue or of a person, and say nothing about the next run. */
const longest = 3_600_000;

/**
 * Milliseconds between the end of the last part that a part needs and the start of its own mission: upload, the wait for a runner, checkout, set-up
 * and downloads. Undefined if it is not known: the part needs none, the clocks of the runners contradict each other, or the parts are of different
 * attempts, with an unknown time between them.
 */
export function runnerOverhead(runner: RunnerReport, runners: readonly RunnerReport[]): number | undefined {
  const { needs, attempt, ready, at, corrected } = runner;
  if (needs.length === 0 || corrected > 0) return undefined;
  const before = runners.filter(({ part }) => needs.includes(part));
  if (before.length < needs.length || before.some((each) => each.attempt !== attempt)) return undefined;
  const overhead = Math.round(at - ready);
  return overhead >= 0 && overhead <= longest ? overhead : undefined;
}
