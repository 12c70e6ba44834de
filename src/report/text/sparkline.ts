const heights = '▁▂▃▄▅▆▇█';
const middle = 3;

/** Figures as a row of bars between the lowest and the highest; '' for none. See `barHeights` for `least`. */
export function sparkline(values: readonly number[], least: number): string {
  return barHeights(values, least)
    .map((height) => heights[height] ?? '')
    .join('');
}

/**
 * Of each figure the height of its bar: 0 for the lowest, 7 for the highest.
 *
 * @param least differences below this, or below a tenth of the highest, are not worth showing: the bars are level then
 */
export function barHeights(values: readonly number[], least: number): readonly number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = high - low;
  if (!(range >= least && range > high / 10)) return values.map(() => middle);
  return values.map((value) => Math.round(((heights.length - 1) * (value - low)) / range));
}
