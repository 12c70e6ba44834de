const heights = '▁▂▃▄▅▆▇█';

/**
 * Figures as a row of bars between the lowest and the highest; '' for none.
 *
 * @param least differences below this, or below a tenth of the highest, are not worth showing: the bars are level then
 */
export function sparkline(values: readonly number[], least: number): string {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = high - low;
  if (!(range >= least && range > high / 10)) return '▄'.repeat(values.length);
  return values.map((value) => heights[Math.round(((heights.length - 1) * (value - low)) / range)] ?? '').join('');
}
