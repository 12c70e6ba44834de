import type { PageReading } from '../../report/html/data/data.ts';
import type { View } from './view-range.ts';
import { percentOf } from './view-range.ts';

/** A stretch of one band, in percent of the view's width. */
export interface Stripe {
  readonly from: number;
  readonly to: number;
  /** Index into `bands`. */
  readonly band: number;
}

/** The worst band of each column is shown: a short RED must not vanish in a long run. */
const columns = 400;

export function bandStripes(readings: readonly PageReading[], view: View): Stripe[] {
  const worst = new Array<number>(columns).fill(-1);
  let before = 0;
  for (const [to, , , band] of readings) {
    const first = Math.max(0, Math.floor((percentOf(view, before) / 100) * columns));
    const last = Math.min(columns, Math.ceil((percentOf(view, to) / 100) * columns));
    for (let column = first; column < last; column += 1) worst[column] = Math.max(worst[column] ?? -1, band);
    before = to;
  }
  const stripes: Stripe[] = [];
  let start = 0;
  for (let column = 1; column <= columns; column += 1) {
    const band = worst[start] ?? -1;
    if (column < columns && worst[column] === band) continue;
    if (band >= 0) stripes.push({ from: (100 * start) / columns, to: (100 * column) / columns, band });
    start = column;
  }
  return stripes;
}

/** The stripes as a CSS background, in the page's own colours, which change with the colour scheme. */
export function stripesBackground(stripes: readonly Stripe[], names: readonly string[]): string {
  if (stripes.length === 0) return 'none';
  const stops: string[] = [];
  let end = 0;
  for (const { from, to, band } of stripes) {
    if (from > end) stops.push(`transparent ${end}% ${from}%`);
    stops.push(`var(--band-${names[band]}) ${from}% ${to}%`);
    end = to;
  }
  if (end < 100) stops.push(`transparent ${end}% 100%`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
