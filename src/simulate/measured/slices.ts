import { tookOf } from './measured-attempt.ts';
import type { MeasuredAttempt } from './measured-run.ts';

/** A part of an attempt with constant use, as it was measured. */
export interface Slice {
  /** Milliseconds since the start of the run. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds that it ran in between, without pauses. */
  readonly ran: number;
  /** CPUs that it got while it ran. */
  readonly cpus: number;
  /** Resident bytes at its beginning. */
  readonly memory: number;
}

/**
 * An attempt in slices, from one measurement to the next; after the last one its use stays.
 *
 * @param before CPU seconds of earlier attempts
 * @param declared CPUs, for an attempt that no window measured
 */
export function slicesOf(attempt: MeasuredAttempt, before: number, declared: number): readonly Slice[] {
  const { started, ended, use, pauses = [] } = attempt;
  if (use.length === 0) return [{ from: started, to: ended, ran: tookOf(attempt), cpus: declared, memory: 0 }];
  const slices: Slice[] = [];
  let from = started;
  let seconds = before;
  let memory = 0;
  const add = (to: number, cpus: (ran: number) => number): void => {
    const paused = pauses.reduce((sum, pause) => sum + overlap(pause.from, pause.until, from, to), 0);
    const ran = Math.max(0, to - from - paused);
    slices.push({ from, to, ran, cpus: ran > 0 ? Math.max(0, cpus(ran)) : 0, memory });
    from = to;
  };
  for (const point of use) {
    if (point.at <= from) continue;
    const used = 1000 * (point.cpuSeconds - seconds);
    add(Math.min(point.at, ended), (ran) => used / ran);
    seconds = point.cpuSeconds;
    memory = point.memory;
  }
  if (from < ended) {
    const last = slices.at(-1)?.cpus ?? 0;
    add(ended, () => last);
  }
  return slices;
}

/** The same slices, each cut where one of these moments lies inside of it. Ascending. */
export function cutAt(
  slices: readonly Slice[],
  moments: readonly number[],
  firstAfter: (time: number) => number,
): readonly Slice[] {
  return slices.flatMap((slice) => {
    const parts: Slice[] = [];
    let from = slice.from;
    const share = (to: number): number =>
      slice.to > slice.from ? (slice.ran * (to - from)) / (slice.to - slice.from) : slice.ran;
    for (let index = firstAfter(from); index < moments.length; index++) {
      const moment = moments[index] ?? Infinity;
      if (moment >= slice.to) break;
      parts.push({ ...slice, from, to: moment, ran: share(moment) });
      from = moment;
    }
    parts.push({ ...slice, from, ran: share(slice.to) });
    return parts;
  });
}

export function overlap(from: number, to: number, since: number, until: number): number {
  return Math.max(0, Math.min(to, until) - Math.max(from, since));
}
