import { stretchOf } from '../machine/pressure.ts';
import { busyPart, type Profile, profileOfSegments, type Segment } from '../machine/profile.ts';
import { lastUpTo } from './load-profile.ts';
import { tookOf } from './measured-attempt.ts';
import { type Period, type Sliced, solveFalling } from './pressures.ts';
import { cutAt, type Slice } from './slices.ts';

/** A slice of an attempt, with how it would have run alone. */
export interface SoloSlice extends Slice {
  readonly segment: Segment;
}

/**
 * How far its own sensitivity to pressure may differ from the part of its time in which it computes: a measured delay is an estimate, and a task that
 * was lucky once must not be immune for ever.
 */
const [LEAST, MOST] = [0.1, 10];

/**
 * The measured attempt with its delay taken out, period by period, so that its CPU seconds stay what they were. Under the pressure of each period it
 * takes exactly as long as it was measured to take.
 */
export function soloSlices(
  { attempt, slices }: Sliced,
  periods: readonly Period[],
  cpus: number,
): readonly SoloSlice[] {
  const starts = periods.map(({ from }) => from);
  const parts = cutAt(slices, starts, (time) => lastUpTo(starts, time) + 1);
  const pressures = parts.map(({ from }) => periods[Math.max(0, lastUpTo(starts, from))]?.pressure ?? 0);
  const hidden = attempt.solo?.hidden;
  const part = hidden === undefined ? {} : { hidden };
  const slowed = slowedOf({ attempt, slices: parts }, pressures, cpus);
  return parts.map((slice, index) => {
    const pressure = pressures[index] ?? 0;
    const solo = aloneIn(slice, stretchOf({ slowed, ...part }, pressure), cpus);
    const wanted = solo > 0 ? (slice.ran * slice.cpus) / solo : 0;
    // Less than all of its delay, if it would have used more than all CPUs.
    const own =
      isCapped(slice, solo, cpus) && pressure > 0
        ? { slowed: Math.max(LEAST * slowed, (slice.ran / solo - 1) / pressure) }
        : { slowed, ...part };
    return { ...slice, segment: { solo, cpus: wanted, ...own, memory: slice.memory } };
  });
}

/** How much pressure slows it, so that it was delayed by as much as was measured. */
function slowedOf({ attempt, slices }: Sliced, pressures: readonly number[], cpus: number): number {
  const used = slices.reduce((sum, { ran, cpus: got }) => sum + ran * got, 0);
  const took = tookOf(attempt);
  const { solo } = attempt;
  const busy = busyPart(solo?.cpus ?? (took > 0 ? Math.min(cpus, used / took) : 0), solo?.idle ?? 0, cpus);
  if (solo === undefined || !pressures.some((pressure) => pressure > 0)) return busy;
  const { hidden = 0 } = solo;
  const alone = (slowed: number): number =>
    slices.reduce(
      (sum, slice, index) => sum + aloneIn(slice, stretchOf({ slowed, hidden }, pressures[index] ?? 0), cpus),
      0,
    );
  return Math.max(LEAST * busy, solveFalling(alone, solo.duration, MOST * busy));
}

/** Milliseconds that a slice would have taken alone. */
function aloneIn(slice: Slice, stretch: number, cpus: number): number {
  return Math.max(slice.ran / stretch, leastOf(slice, cpus));
}

/** It cannot use more than all CPUs. */
function leastOf({ ran, cpus: got }: Slice, cpus: number): number {
  return cpus > 0 ? (ran * Math.min(got, cpus)) / cpus : 0;
}

function isCapped(slice: Slice, solo: number, cpus: number): boolean {
  return solo > 0 && solo <= leastOf(slice, cpus);
}

/** Neighbours that are alike are one segment. */
export function profileOfSlices(slices: readonly SoloSlice[], took: number): Profile {
  const segments: Segment[] = [];
  let isDelayed = false;
  for (const { segment, ran } of slices) {
    const last = segments.at(-1);
    isDelayed ||= segment.solo !== ran;
    if (last !== undefined && isAlike(last, segment))
      segments[segments.length - 1] = { ...last, solo: last.solo + segment.solo };
    else segments.push(segment);
  }
  const profile = profileOfSegments(segments);
  // The sum of its parts may differ from the whole in the last digit.
  return isDelayed ? profile : { ...profile, ends: [...profile.ends.slice(0, -1), took] };
}

function isAlike(one: Segment, other: Segment): boolean {
  return (
    one.memory === other.memory &&
    one.slowed === other.slowed &&
    one.hidden === other.hidden &&
    Math.abs(one.cpus - other.cpus) <= 1e-9 * (1 + one.cpus)
  );
}
