/** One part of an attempt, as it would run alone on the machine. */
export interface Segment {
  /** Milliseconds that it takes alone. */
  readonly solo: number;
  /** CPUs that it uses alone, on average. */
  readonly cpus: number;
  /**
   * How much pressure on the CPUs slows it: see `stretchOf`. The part of its time in which it computes, 0 to 1; more if it was measured to get
   * less than its share of the CPUs.
   */
  readonly slowed: number;
  /**
   * The part of a delay that disappears in its idle time, because meanwhile other threads of it wait for something else: 0 to 1. Absent: 0, as for a
   * task with one thread.
   */
  readonly hidden?: number;
  /** Resident bytes. */
  readonly memory: number;
}

/** An attempt, in order. Beyond its end, it goes on as in its last segment. */
export interface Profile {
  /** At least one. */
  readonly segments: readonly Segment[];
  /** Milliseconds of progress at the end of each segment. */
  readonly ends: readonly number[];
  /** CPU used up to the end of each segment: CPUs times milliseconds. */
  readonly used: readonly number[];
}

/** A segment that uses nothing that is known. */
export function waiting(solo: number): Segment {
  return { solo, cpus: 0, slowed: 0, memory: 0 };
}

/**
 * The part of its time in which a task computes. It uses at least one CPU in that part and at most all of them, so its average demand bounds the part
 * from both sides.
 *
 * @param idle part of its time in which none of its threads could run: a lower bound
 * @param available CPUs of the machine
 */
export function busyPart(cpus: number, idle: number, available: number): number {
  return Math.min(1, Math.max(available > 0 ? cpus / available : 0, Math.min(1 - idle, cpus)));
}

/** Every attempt enters the machine through here, so that no figure is beyond what its arithmetic can bear: see `within`. */
export function profileOfSegments(parts: readonly Segment[]): Profile {
  const segments = parts.length === 0 ? [waiting(0)] : parts.map(bounded);
  let end = 0;
  let sum = 0;
  // Not by `push`, which reserves space for 16 numbers more: a third of the memory of 10,000 profiles.
  const ends = segments.map(({ solo }) => (end += solo));
  const used = segments.map(({ solo, cpus }) => (sum += solo * cpus));
  return { segments, ends, used };
}

/** Milliseconds of a segment, about 30 years: the sum of 100,000 of them still counts single milliseconds well enough to end. */
const LONGEST = 1e12;

/** CPUs, and how much pressure may slow a segment. More than any machine has, or than was ever measured. */
const MOST = 1e6;

/** Milliseconds, CPUs, or a part of the time. What is less is only a rounding error, and products of such numbers would be 0. */
const RESOLUTION = 1e-6;

/** A thousandth of a CPU is the least that a container can be given. */
const LEAST_CPUS = 1e-3;

function bounded(segment: Segment): Segment {
  const solo = segment.solo < RESOLUTION ? 0 : within(segment.solo, LONGEST);
  const cpus = demandWithin(segment.cpus);
  const slowed = demandWithin(segment.slowed);
  const memory = within(segment.memory, Number.MAX_SAFE_INTEGER);
  const hidden = segment.hidden === undefined ? undefined : Math.min(1, demandWithin(segment.hidden));
  const isSame =
    solo === segment.solo &&
    cpus === segment.cpus &&
    slowed === segment.slowed &&
    hidden === segment.hidden &&
    memory === segment.memory;
  return isSame ? segment : { solo, cpus, slowed, ...(hidden === undefined ? {} : { hidden }), memory };
}

/** At least 0 and at most `most`. A figure that is no number is unknown, which is 0. */
function within(value: number, most: number): number {
  return value > 0 ? Math.min(value, most) : 0;
}

/** CPUs, or a part of the time: `within` the bounds of the machine, and 0 if it is too small to count. */
export function demandWithin(value: number): number {
  return value < RESOLUTION ? 0 : within(value, MOST);
}

/** The CPUs of a machine on which everything ends. */
export function cpusWithin(cpus: number): number {
  return Math.max(LEAST_CPUS, demandWithin(cpus));
}

/** Milliseconds that it takes alone. */
export function soloTime({ ends }: Profile): number {
  return ends.at(-1) ?? 0;
}

/** CPU that it uses: CPUs times milliseconds. */
export function wholeUse({ used }: Profile): number {
  return used.at(-1) ?? 0;
}

/** Index of the segment that runs at this progress; the last one beyond the end. Binary search. */
export function segmentAt({ ends }: Profile, position: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? Infinity) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** CPU used up to this progress: CPUs times milliseconds. */
export function usedAt(profile: Profile, position: number): number {
  const index = segmentAt(profile, position);
  const end = profile.ends[index] ?? 0;
  return (profile.used[index] ?? 0) + (profile.segments[index]?.cpus ?? 0) * (position - end);
}

/** Milliseconds; a sum of many parts may be below the end of a segment by less, although that is what it means. */
const SLIGHT = 0.05;

/** Bytes at this progress. */
export function memoryAt(profile: Profile, position: number): number {
  return profile.segments[segmentAt(profile, position + SLIGHT)]?.memory ?? 0;
}
