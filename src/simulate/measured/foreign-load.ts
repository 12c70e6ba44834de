import { percentOfMemory } from '../../schedule/gate/constraint-view.ts';
import { type LoadProfile, lastUpTo, memoryAt, usedBetween } from './load-profile.ts';
import type { MeasuredReading } from './measured-run.ts';
import type { Window } from './measured-windows.ts';

/** A launch with its load profile. */
export interface Running {
  readonly id: string;
  readonly launched: number;
  /** Infinity while it runs. */
  readonly ended: number;
  readonly profile: LoadProfile;
}

/** Percent of the machine; absent if it is not known. */
export interface Load {
  readonly cpu?: number;
  readonly memory?: number;
}

/** What other programs used in a window of the run. */
export interface WindowLoad extends Load {
  /** CPUs that the tasks of the mission used in it, in percent; absent beyond the end of the record. */
  readonly own?: number;
}

/** Use of the machine by other processes, over the time of the run. */
export interface ForeignLoad {
  /** In this window: the last known figure; beyond the end of the record, its mean. */
  in(window: Window): WindowLoad;
  /** True for a window beyond the end of the record. */
  isBeyond(window: Window): boolean;
  /** When the next window after this moment becomes known whose figure may differ; undefined if none is left. */
  next(time: number): number | undefined;
}

/** Use of the machine by the tasks of the mission in a window; memory in bytes at its end. */
export function ownUse(running: Iterable<Running>, { from, to }: Window): { cpu: number; memory: number } {
  let used = 0;
  let memory = 0;
  for (const { launched, ended, profile } of running) {
    used += usedBetween(profile, from - launched, Math.min(to, ended) - launched);
    if (launched <= to && ended > to) memory += memoryAt(profile, to - launched);
  }
  return { cpu: to > from ? used / (to - from) : 0, memory };
}

interface Point {
  readonly window: Window;
  readonly load: WindowLoad;
}

/**
 * The measured use minus that of the mission's tasks. It may be negative for a moment, if a task's share of a window is not known
 * exactly. This is intended: together with the same tasks at the same time, it gives exactly the measured use.
 */
export function foreignLoad(
  readings: readonly MeasuredReading[],
  runs: readonly Running[],
  memoryOfMachine: number,
  recordEnd: number,
): ForeignLoad {
  const points = withoutOwn(readings, runs, memoryOfMachine);
  const ends = points.map(({ window }) => window.to);
  const known = points.map(({ window }) => window.at);
  const mean = meanOf(points);
  return {
    in: (window) => {
      if (window.from >= recordEnd) return mean;
      // Half a millisecond: the same window can be computed in two ways.
      return points[Math.max(0, lastUpTo(ends, window.to + 0.5))]?.load ?? {};
    },
    isBeyond: (window) => window.from >= recordEnd,
    next: (time) => known[lastUpTo(known, time) + 1],
  };
}

function withoutOwn(readings: readonly MeasuredReading[], runs: readonly Running[], memoryOfMachine: number): Point[] {
  const coming = [...runs].sort((one, other) => other.launched - one.launched);
  let active: Running[] = [];
  return readings.map((window) => {
    const { cpu, memory } = window;
    active = active.filter(({ ended }) => ended > window.from);
    for (let next = coming.at(-1); next !== undefined && next.launched < window.to; next = coming.at(-1)) {
      coming.pop();
      if (next.ended > window.from) active.push(next);
    }
    const own = ownUse(active, window);
    const load = {
      own: own.cpu,
      ...(cpu === undefined ? {} : { cpu: cpu - own.cpu }),
      ...(memory === undefined ? {} : { memory: memory - percentOfMemory(own.memory, memoryOfMachine) }),
    };
    return { window, load };
  });
}

/** Weighted by time: the longer the run, the fewer windows are kept. */
function meanOf(points: readonly Point[]): Load {
  const mean = (of: (load: Load) => number | undefined): number | undefined => {
    let area = 0;
    let time = 0;
    for (const [index, { window, load }] of points.entries()) {
      const value = of(load);
      const length = (points[index + 1]?.window.from ?? window.to) - window.from;
      if (value === undefined || length <= 0) continue;
      area += value * length;
      time += length;
    }
    return time > 0 ? area / time : undefined;
  };
  const cpu = mean((load) => load.cpu);
  const memory = mean((load) => load.memory);
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}
