/** Enough decimals for every use, and the same digits on every machine. */
export function thousandths(value: number): number {
  const rounded = Math.round(value * 1000) / 1000;
  // Not -0.
  return rounded === 0 ? 0 : rounded;
}
