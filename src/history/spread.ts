/** Middle and spread of some figures. By rank, so that one outlier changes little. */
export interface Spread {
  readonly median: number;
  /** Quartiles. */
  readonly low: number;
  readonly high: number;
  /** Median of the distances from the median, times 1.4826: for a normal distribution, the standard deviation. */
  readonly deviation: number;
}

/** Undefined for no figures at all. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  const median = quantile(sorted, 0.5);
  const distances = sorted.map((value) => Math.abs(value - median)).sort((one, other) => one - other);
  return {
    median,
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    deviation: 1.4826 * quantile(distances, 0.5),
  };
}

/** Between two figures in proportion, as spreadsheets and R do by default. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
