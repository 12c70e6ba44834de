import type { WaitReason } from '../../../schedule/events/event.ts';
import { attemptDuration, type RunReport } from '../../model/run.ts';
import { type ChainSegment, chainOf } from './chain.ts';
import { cpuCurve } from './cpu-curve.ts';
import { durationAlone } from './duration-alone.ts';

/**
 * What time above the floor was spent on: a wait at the gate; `sharing`: tasks were slower than alone, because they shared the CPUs;
 * `free-cpus`: tasks ran that did not use all CPUs; `retry`, `eviction`: attempts whose work was lost, and the wait for the next one; `pause`;
 * `idle`: nothing of the chain ran; `other`: not known.
 */
export type SpentOn = WaitReason | 'sharing' | 'free-cpus' | 'retry' | 'eviction' | 'pause' | 'idle' | 'other';

/** One part of the time above the floor. */
export interface Spent {
  readonly on: SpentOn;
  /** Milliseconds. */
  readonly time: number;
  /** The tasks and tests of the chain that this part was spent on, the largest share first; empty for time between tasks. */
  readonly tasks: readonly SpentTask[];
}

export interface SpentTask {
  readonly id: string;
  /** 0 to 1: the shares sum up to at most 1. */
  readonly share: number;
}

interface Floor {
  /** Milliseconds; at most the run's. */
  readonly floor: number;
  readonly by: 'critical-path' | 'cpu-work';
}

/**
 * What the time above the floor was spent on, along the chain of last causes of a run that has ended. The parts sum up to that time.
 *
 * - Above a critical path: everything of the chain that is not a task's duration alone. The critical path may be longer than the chain's
 *   tasks alone; then each part is reduced in proportion.
 * - Above CPU work: everything of the chain, as far as the CPUs did not work on the mission in that time. Time in which all CPUs worked
 *   is time of the floor, whatever the chain waited for.
 */
export function spentAbove(report: RunReport, { floor, by }: Floor): readonly Spent[] {
  const above = report.duration - floor;
  if (above <= 0) return [];
  const chain = chainOf(report);
  const parts = new Parts();
  if (by === 'cpu-work') addUnusedCpus(parts, report, chain, floor);
  else addOverhead(parts, report, chain);
  return parts.scaledTo(above);
}

function addOverhead(parts: Parts, report: RunReport, chain: readonly ChainSegment[]): void {
  for (const { from, until, work, id, attempt } of chain) {
    const time = until - from;
    if (work !== 'running') parts.add(work, time, id);
    else if (attempt !== undefined) {
      const whole = attemptDuration(report, attempt);
      const alone = durationAlone(report, attempt) ?? whole;
      parts.add('sharing', whole > 0 ? time * (1 - alone / whole) : 0, id);
    }
  }
}

function addUnusedCpus(parts: Parts, report: RunReport, chain: readonly ChainSegment[], floor: number): void {
  const curve = cpuCurve(report);
  const cpus = curve === undefined ? 0 : curve.total / floor;
  for (const { from, until, work, id } of chain) {
    const used = curve === undefined || cpus <= 0 ? 0 : curve.used(from, until) / cpus;
    const unused = until - from - used;
    if (work !== 'running') parts.add(work, unused, id);
    else {
      // What the mission did not use was free, or other programs used it.
      const free = freeCpus(report, from, until);
      const left = free === undefined || cpus <= 0 ? unused : Math.min(unused, ((until - from) * free) / cpus);
      parts.add('free-cpus', left, id);
      parts.add('sharing', unused - left, id);
    }
  }
}

/** CPUs that nothing used on average, by the windows that overlap this time; undefined if none was measured. */
function freeCpus({ readings, machine }: RunReport, from: number, until: number): number | undefined {
  let [area, time] = [0, 0];
  for (const { from: begin, to, cpu } of readings) {
    const overlap = Math.min(until, to) - Math.max(from, begin);
    if (cpu === undefined || overlap <= 0) continue;
    area += overlap * Math.max(0, 1 - cpu / 100) * machine.cpus;
    time += overlap;
  }
  return time > 0 ? area / time : undefined;
}

/** Sums of time by what it was spent on and by task. */
class Parts {
  private readonly sums = new Map<SpentOn, { time: number; readonly tasks: Map<string, number> }>();

  /** @param time milliseconds; negative where more CPUs were used than the floor assumes on average */
  add(on: SpentOn, time: number, id?: string): void {
    const sum = this.sums.get(on) ?? { time: 0, tasks: new Map<string, number>() };
    this.sums.set(on, sum);
    sum.time += time;
    if (id !== undefined && on !== 'idle') sum.tasks.set(id, (sum.tasks.get(id) ?? 0) + time);
  }

  /** The parts, reduced in proportion if they exceed this time; what they lack is `other`. The largest comes first. */
  scaledTo(above: number): readonly Spent[] {
    const all = [...this.sums].filter(([, { time }]) => time > 0);
    const sum = all.reduce((total, [, { time }]) => total + time, 0);
    const scale = sum > above ? above / sum : 1;
    const parts = all.map(([on, { time, tasks }]) => ({ on, time: time * scale, tasks: shares(tasks) }));
    const rest = above - Math.min(sum, above);
    if (rest > 0) parts.push({ on: 'other', time: rest, tasks: [] });
    return parts.sort((one, other) => other.time - one.time);
  }
}

function shares(tasks: ReadonlyMap<string, number>): readonly SpentTask[] {
  const positive = [...tasks].filter(([, time]) => time > 0);
  const sum = positive.reduce((total, [, time]) => total + time, 0);
  return positive.map(([id, time]) => ({ id, share: time / sum })).sort((one, other) => other.share - one.share);
}
