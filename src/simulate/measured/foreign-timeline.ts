import { type Foreign, NO_FOREIGN } from '../machine/pressure.ts';
import { lastUpTo } from './load-profile.ts';
import type { Period } from './pressures.ts';
import type { SoloSlice } from './solo-profile.ts';

/** What other programs use and want of the CPUs, over the time of a run and beyond. */
export interface ForeignTimeline {
  at(time: number): Foreign;
  /** When it changes after this moment; Infinity if it does not. */
  next(time: number): number;
  /** The pressure under which the run was measured at this moment. */
  pressureAt(time: number): number;
}

/** Other programs leave at least this part of the CPUs, or a task would never end. */
const LEAST_LEFT = 0.05;

/** Share of the CPUs; if the mission used less while the machine was full, it did not compete with the other programs. */
const COMPETES = 0.05;

/**
 * While tasks were delayed, other programs are elastic: with the tasks of that moment they take exactly what they were measured to take, and otherwise a
 * share in proportion, but never less. CPUs that nothing used although tasks were delayed are gaps (`Gaps`). While nothing was delayed, they use what was measured. Beyond the end of the run, they use the mean.
 *
 * @param size CPUs of the simulated machine; on one of another size there are no gaps
 */
export function foreignTimeline(
  slices: readonly SoloSlice[],
  periods: readonly Period[],
  { cpus, ended, size }: { readonly cpus: number; readonly ended: number; readonly size: number },
): ForeignTimeline {
  const starts = periods.map(({ from }) => from);
  const changes = [
    ...slices.flatMap(({ from, to, ran, cpus: got }) => {
      const used = to > from ? (ran * got) / (to - from) : 0;
      return used === 0
        ? []
        : [
            { at: from, by: used },
            { at: to, by: -used },
          ];
    }),
    ...starts.map((at) => ({ at, by: 0 })),
  ].sort((one, other) => one.at - other.at);
  const times: number[] = [];
  const loads: Foreign[] = [];
  let own = 0;
  for (const [index, { at, by }] of changes.entries()) {
    own += by;
    if (changes[index + 1]?.at === at || at >= ended) continue;
    const period = periods[Math.max(0, lastUpTo(starts, at))];
    const load = period === undefined ? NO_FOREIGN : onSize(loadIn(period, Math.max(0, own), cpus, size), size / cpus);
    const last = loads.at(-1);
    if (last !== undefined && isAlike(last, load)) continue;
    times.push(at);
    loads.push(load);
  }
  const mean = meanOf(times, loads, ended);
  times.push(ended);
  loads.push(mean);
  return {
    at: (time) => loads[Math.max(0, lastUpTo(times, time))] ?? NO_FOREIGN,
    next: (time) => times[lastUpTo(times, time) + 1] ?? Infinity,
    pressureAt: (time) => (time >= ended ? 0 : (periods[Math.max(0, lastUpTo(starts, time))]?.pressure ?? 0)),
  };
}

/** The same with a further program that wants so many CPUs all the time. */
export function withOthers(timeline: ForeignTimeline, others: number): ForeignTimeline {
  if (others === 0) return timeline;
  return {
    ...timeline,
    at: (time) => {
      const foreign = timeline.at(time);
      return { ...foreign, wanted: foreign.wanted + others };
    },
  };
}

function loadIn({ busy, own: usual, pressure }: Period, own: number, cpus: number, size: number): Foreign {
  const taken = Math.max(0, Math.min((busy ?? 0) - usual, (1 - LEAST_LEFT) * cpus));
  const left = Math.max(0, cpus - own);
  if (pressure > 0) {
    const got = size === cpus ? Math.min(taken, left) : taken;
    const gaps = size === cpus && left > got ? { gaps: { cpus: left - got, pressure } } : {};
    return { used: got, wanted: got * (1 + pressure), ...gaps };
  }
  const isFull = busy !== undefined && busy >= (1 - LEAST_LEFT) * cpus;
  const used = Math.min(taken, left);
  return { used: isFull && usual < COMPETES * cpus ? 0 : used, wanted: used };
}

/** On fewer CPUs, other programs can keep only their part of these. */
function onSize(foreign: Foreign, ratio: number): Foreign {
  return ratio < 1 ? { ...foreign, used: foreign.used * ratio } : foreign;
}

function isAlike(one: Foreign, other: Foreign): boolean {
  return (
    isClose(one.used, other.used) &&
    isClose(one.wanted, other.wanted) &&
    isClose(one.gaps?.cpus, other.gaps?.cpus) &&
    isClose(one.gaps?.pressure, other.gaps?.pressure)
  );
}

function isClose(one = 0, other = 0): boolean {
  return Math.abs(one - other) < 1e-9;
}

function meanOf(times: readonly number[], loads: readonly Foreign[], ended: number): Foreign {
  let used = 0;
  let wanted = 0;
  let unused = 0;
  let pressed = 0;
  let time = 0;
  for (const [index, load] of loads.entries()) {
    const length = Math.max(0, (times[index + 1] ?? ended) - (times[index] ?? ended));
    used += load.used * length;
    wanted += load.wanted * length;
    const { cpus = 0, pressure = 0 } = load.gaps ?? {};
    unused += cpus * length;
    pressed += cpus * pressure * length;
    time += length;
  }
  if (time <= 0) return NO_FOREIGN;
  const gaps = unused > 0 ? { gaps: { cpus: unused / time, pressure: pressed / unused } } : {};
  return { used: used / time, wanted: wanted / time, ...gaps };
}
