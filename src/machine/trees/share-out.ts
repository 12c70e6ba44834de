/** One of several trees that ended at the same time. */
export interface Ended {
  /** Ticks that were seen while it ran, without those of orphans. */
  readonly seen: number;
  /** Milliseconds since the newest look at it, or since its start. */
  readonly unseen: number;
  /** Ticks a millisecond at the newest look; undefined if there was none. */
  readonly rate: number | undefined;
}

/** Part of a CPU: the least use that is assumed for a tree that seemed idle. */
const LEAST_RATE = 0.02;

/**
 * Divides the ticks of trees that ended together. Each tree gets the ticks that were seen, and a part of the rest by how
 * long it was unseen and how busy it was before. A tree that was never seen is assumed to have used one CPU.
 *
 * @param fullRate ticks a millisecond of one whole CPU
 * @returns ticks of each, in the same order; their sum is `total`
 */
export function shareOut(total: number, ended: readonly Ended[], fullRate: number): readonly number[] {
  const seen = ended.reduce((sum, one) => sum + one.seen, 0);
  // The time of children that no process waited for is in no parent's time.
  if (seen >= total) return ended.map((one) => (seen === 0 ? 0 : (total * one.seen) / seen));
  const weights = ended.map((one) => (one.unseen + 1) * Math.max(one.rate ?? fullRate, LEAST_RATE * fullRate));
  const weight = weights.reduce((sum, one) => sum + one, 0);
  return ended.map((one, index) => one.seen + ((total - seen) * (weights[index] ?? 0)) / weight);
}
