import { formatOffset } from '../../report/text/format.ts';
import type { View } from './view-range.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Round distances between ticks, in milliseconds. */
const distances = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168].map((count) => count * hour),
];

export interface Ticks {
  readonly distance: number;
  readonly at: readonly number[];
}

/** Moments of the view at even distances, at most `most`. */
export function timeTicks({ from, to }: View, most: number): Ticks {
  const span = to - from;
  const largest = distances.at(-1) ?? hour;
  const distance =
    distances.find((candidate) => span / candidate <= most) ??
    largest * Math.ceil(span / (largest * Math.max(1, most)));
  const at: number[] = [];
  for (let tick = Math.ceil(from / distance) * distance; tick <= to; tick += distance) at.push(tick);
  return { distance, at };
}

/** A moment in the format of the page, with as many digits as ticks of this distance need. */
export function tickText(at: number, distance: number, duration: number): string {
  const text = formatOffset(at, duration);
  if (distance < 100) return `${text.split('.')[0]}.${String(Math.round(at) % second).padStart(3, '0')}`;
  return distance % second === 0 ? text.replace(/\.0$/, '') : text;
}
