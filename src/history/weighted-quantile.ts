/** A figure, and how much it counts; more than 0. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The sums of weights are not exact. */
const ROUNDING = 1e-9;

/**
 * The lowest of the values such that it and all lower ones have at least this share of the weight; undefined for no values. It is
 * always one of the values, so that nothing between two very different figures is invented.
 *
 * @param share above 0, at most 1
 */
export function weightedQuantile(values: readonly Weighted[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one.value - other.value);
  const wanted = share * sorted.reduce((sum, { weight }) => sum + weight, 0) * (1 - ROUNDING);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= wanted) return value;
  }
  return undefined;
}
