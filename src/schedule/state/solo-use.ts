import type { TreeUsage } from '../events/reading.ts';

/** What a task would have taken and used alone on the machine, as an estimate from how long its threads waited for CPUs. */
export interface SoloUse {
  /** Milliseconds. Never more than it took. */
  readonly duration: number;
  /** CPUs that it would use on average: its demand. Never less than it got, never more than there are. */
  readonly cpus: number;
  /** Part of `duration` in which none of its threads could run, because it waited for something else than a CPU: 0 to 1. A lower bound. */
  readonly idle: number;
}

/** An attempt or a step that has ended. */
export interface MeasuredUse {
  /** Milliseconds that it ran, without pauses. */
  readonly duration: number;
  /** Milliseconds for which it was paused. */
  readonly paused?: number;
  readonly usage: Pick<TreeUsage, 'cpuSeconds' | 'delayed' | 'idle' | 'parallelism'>;
}

/**
 * Undefined if it was not measured how long its threads waited.
 *
 * @param available CPUs of the machine that the mission may use
 */
export function soloUse({ duration, paused = 0, usage }: MeasuredUse, available: number): SoloUse | undefined {
  const { cpuSeconds, delayed, idle = 0, parallelism } = usage;
  if (delayed === undefined || duration <= 0 || available <= 0) return undefined;
  const busy = 1000 * cpuSeconds;
  const threads = Math.min(available, Math.max(1, parallelism ?? available));
  const solo = Math.min(duration, Math.max(1, duration - 1000 * delayed, busy / threads));
  const cpus = Math.min(available, busy / solo);
  return { duration: solo, cpus, idle: Math.min(1, Math.max(0, 1000 * idle - paused) / solo) };
}
