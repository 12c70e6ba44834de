import { formatPercent, trimmed } from '../text/format.ts';

/** `variance 64 %² (standard deviation 8 %)`: the unit of a variance is hard to picture, that of a deviation is not. */
export function varianceText(variance: number): string {
  if (variance === 0) return 'variance 0';
  return `variance ${trimmed(variance, 1)} %² (standard deviation ${formatPercent(Math.sqrt(variance))})`;
}
