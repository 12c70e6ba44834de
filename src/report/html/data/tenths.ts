/** One decimal is enough for most figures of the page, and gives the same digits on every machine. */
export function tenths(value: number): number {
  const rounded = Math.round(10 * value) / 10;
  return rounded === 0 ? 0 : rounded;
}

export function optionalTenths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : tenths(value);
}
