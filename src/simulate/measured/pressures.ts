import { stretchOf } from '../machine/pressure.ts';
import { busyPart } from '../machine/profile.ts';
import { lastUpTo } from './load-profile.ts';
import { tookOf } from './measured-attempt.ts';
import type { MeasuredAttempt, MeasuredReading } from './measured-run.ts';
import { overlap, type Slice } from './slices.ts';

/** The time of a run between two ends of measuring windows. */
export interface Period {
  readonly from: number;
  /** CPUs that the tasks of the mission got on average. */
  own: number;
  /** CPUs that all programs got on average; absent if it was not measured. */
  readonly busy?: number;
  /** The pressure under which the tasks ran: see `machine/pressure.ts`. */
  pressure: number;
}

/** An attempt with what was measured of it. */
export interface Sliced {
  readonly attempt: MeasuredAttempt;
  readonly slices: readonly Slice[];
}

/** Parts of the CPUs in use: below the first there is no pressure on average, from the second on there may be all the time. */
const [FREE, FULL] = [0.6, 0.9];

/** If every delay is hidden, each counts the same. */
const LEAST_SEEN = 1e-3;

/** More pressure than any task was measured to have. */
const MOST_PRESSURE = 1e4;

/** The periods of a run, with the pressure in each: the mean of what the delays of the tasks say, weighted by their CPU time. */
export function periodsOf(
  attempts: readonly Sliced[],
  readings: readonly MeasuredReading[],
  { cpus, ended }: { readonly cpus: number; readonly ended: number },
): readonly Period[] {
  const periods = emptyPeriods(readings, cpus);
  const starts = periods.map(({ from }) => from);
  const areas = periods.map(() => ({ used: 0, pressed: 0, weight: 0 }));
  const parts = attempts.map(({ slices }) => partsOf(slices, starts));
  for (const list of parts) for (const { index, ran, slice } of list) add(areas[index], 'used', ran * slice.cpus);
  for (const [index, period] of periods.entries()) {
    const length = Math.min(starts[index + 1] ?? ended, Math.max(ended, period.from)) - period.from;
    period.own = length > 0 ? (areas[index]?.used ?? 0) / length : 0;
  }
  for (const [at, { attempt }] of attempts.entries()) {
    const list = parts[at] ?? [];
    const { solo } = attempt;
    if (solo === undefined) continue;
    const slowed = busyPart(solo.cpus, solo.idle, cpus);
    const { hidden = 0 } = solo;
    const weights = list.map(({ index }) => fullness(periods[index], cpus));
    const free = list.reduce((sum, { ran }, part) => sum + (weights[part] === 0 ? ran : 0), 0);
    // It was delayed although the machine was not full on average: for moments that are shorter than a window.
    const weightOf = (part: number): number => (free < solo.duration ? (weights[part] ?? 0) : 1);
    const took = (pressure: number): number =>
      list.reduce((sum, { ran }, part) => sum + ran / stretchOf({ slowed, hidden }, weightOf(part) * pressure), 0);
    const pressure = tookOf(attempt) <= solo.duration ? 0 : solveFalling(took, solo.duration, MOST_PRESSURE);
    for (const [part, { index, ran, slice }] of list.entries()) {
      // A delay that is hidden says little about the pressure.
      const weight = ran * slice.cpus * Math.max(LEAST_SEEN, 1 - hidden * (1 - slowed));
      add(areas[index], 'pressed', weight * weightOf(part) * pressure);
      add(areas[index], 'weight', weight);
    }
  }
  for (const [index, period] of periods.entries()) {
    const { pressed = 0, weight = 0 } = areas[index] ?? {};
    period.pressure = weight > 0 ? pressed / weight : 0;
  }
  return periods;
}

/** From the end of one reading to that of the next; time that no reading covers is as busy as the time before. */
function emptyPeriods(readings: readonly MeasuredReading[], cpus: number): Period[] {
  const periods: Period[] = [];
  let from = 0;
  for (const { to, cpu } of readings) {
    if (to <= from) continue;
    periods.push({
      from,
      own: 0,
      pressure: 0,
      ...(cpu === undefined ? {} : { busy: (Math.min(100, cpu) / 100) * cpus }),
    });
    from = to;
  }
  const last = periods.at(-1)?.busy;
  periods.push({ from, own: 0, pressure: 0, ...(last === undefined ? {} : { busy: last }) });
  return periods;
}

interface Part {
  readonly index: number;
  readonly ran: number;
  readonly slice: Slice;
}

/** Each slice in each period that it touches. */
function partsOf(slices: readonly Slice[], starts: readonly number[]): readonly Part[] {
  return slices.flatMap((slice) => {
    const parts: Part[] = [];
    const length = slice.to - slice.from;
    for (let index = Math.max(0, lastUpTo(starts, slice.from)); index < starts.length; index++) {
      const since = starts[index] ?? Infinity;
      if (since >= slice.to && parts.length > 0) break;
      const share = length > 0 ? overlap(slice.from, slice.to, since, starts[index + 1] ?? Infinity) / length : 1;
      parts.push({ index, ran: share * slice.ran, slice });
    }
    return parts;
  });
}

function fullness(period: Period | undefined, cpus: number): number {
  const used = Math.max(period?.busy ?? 0, period?.own ?? 0) / cpus;
  return Math.min(1, Math.max(0, (used - FREE) / (FULL - FREE)));
}

function add<Key extends string>(area: { [key in Key]: number } | undefined, key: Key, value: number): void {
  if (area !== undefined) area[key] += value;
}

/** Where a falling function has this value, from 0 to `most`. Bisection. */
export function solveFalling(of: (value: number) => number, value: number, most: number): number {
  let [low, high] = [0, most];
  for (let step = 0; step < 100 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    if (of(middle) > value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
