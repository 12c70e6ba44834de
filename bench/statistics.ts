export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Median, minimum and maximum of at least one value. Throws if there is none. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const low = sorted[Math.floor(middle)];
  const high = sorted[Math.ceil(middle)];
  const minimum = sorted[0];
  const maximum = sorted.at(-1);
  if (low === undefined || high === undefined || minimum === undefined || maximum === undefined) {
    throw new Error('expected at least one value, found none');
  }
  return { median: (low + high) / 2, minimum, maximum };
}
