const heights = '▁▂▃▄▅▆▇█';
const middle = 3;

/** Figures as a row of bars between the lowest and the highest; '' for no figures. See `barHeights` for `least`. */
export function sparkline(values: readonly number[], least: number): string {
  return barHeights(values, least)
    .map((height) => heights[height] ?? '')
    .join('');
}

/**
 * The height of the bar of each figure: 0 for the lowest, 7 for the highest.
 *
 * @param least if all differences are below this, or below a tenth of the highest figure, the bars are level
 */
export function barHeights(values: readonly number[], least: number): readonly number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = high - low;
  if (!(range >= least && range > high / 10)) return values.map(() => middle);
  return values.map((value) => Math.round(((heights.length - 1) * (value - low)) / range));
}
