/** One of several trees that ended in the same moment. */
export interface Ended {
  /** Ticks that were seen of it, without those of orphans. */
  readonly seen: number;
  /** Milliseconds since it was last looked at, or since its start. */
  readonly unseen: number;
  /** Ticks a millisecond when it was last looked at; undefined when it never was. */
  readonly rate: number | undefined;
}

/** Of a CPU: what is taken for the least that something does which was seen to do nothing. */
const LEAST_RATE = 0.02;

/**
 * Divides the ticks that all of them used between them: to each what was seen of it, and of the rest by how long it was
 * unseen and how busy it was before. What was never seen is taken to have used one CPU.
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
