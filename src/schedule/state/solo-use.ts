import type { TreeUsage } from '../events/reading.ts';

/** What a task would have taken and used alone on the machine, as an estimate from how long its threads waited for CPUs. */
export interface SoloUse {
  /** Milliseconds. Never more than it took. */
  readonly duration: number;
  /** CPUs that it would use on average: its demand. Never less than it got, never more than there are. */
  readonly cpus: number;
  /** Part of `duration` in which none of its threads could run, because it waited for something else than a CPU: 0 to 1. A lower bound. */
  readonly idle: number;
  /**
   * The part of a delay that disappears in this idle time, because meanwhile other threads of it wait for something else: 0 to 1. Absent for 0, as
   * with one thread, or if it rarely waits.
   */
  readonly hidden?: number;
  /** CPUs that its services would use for it meanwhile, on average, besides `cpus`. Absent for none. */
  readonly services?: number;
}

/** An attempt or a step that has ended. */
export interface MeasuredUse {
  /** Milliseconds that it ran, without pauses. */
  readonly duration: number;
  /** Milliseconds for which it was paused. */
  readonly paused?: number;
  readonly usage: Pick<TreeUsage, 'cpuSeconds' | 'delayed' | 'idle' | 'parallelism'>;
  /** Its share of what its services used meanwhile, in seconds; absent for none. */
  readonly services?: { readonly cpuSeconds: number; readonly waited: number };
}

/** Threads that could run at once. One that computes and waits in turn is delayed by each wait for a CPU; of two, one may wait for a timer meanwhile. */
const ONE_THREAD = [1, 2] as const;

/**
 * Part of its time in which a task waits for something else. A build that downloads first and compiles then has several threads, too, but it mostly
 * computes, and a delay of the compiler does not disappear in the download.
 */
const MOSTLY_WAITS = [0.25, 0.45] as const;

/**
 * Undefined if it was not measured how long its threads waited.
 *
 * A task waits for a service while the service computes for it, so the share of the service lies in its idle time, and so do the waits of the
 * service for a CPU, which delay the task. What does not fit in there ran meanwhile, and delayed nothing.
 *
 * @param available CPUs of the machine that the mission may use
 */
export function soloUse(
  { duration, paused = 0, usage, services }: MeasuredUse,
  available: number,
): SoloUse | undefined {
  const { cpuSeconds, delayed: own, idle = 0, parallelism } = usage;
  if (own === undefined || duration <= 0 || available <= 0) return undefined;
  const busy = 1000 * cpuSeconds;
  const served = 1000 * (services?.cpuSeconds ?? 0);
  const threads = Math.min(available, Math.max(1, parallelism ?? available));
  const unserved = Math.max(0, 1000 * idle - paused - served);
  const behindServices = Math.min(1000 * (services?.waited ?? 0), unserved);
  const waits = unserved - behindServices;
  const delayed = 1000 * own + behindServices;
  const hidden = part(parallelism ?? 1, ONE_THREAD) * part(waits / duration, MOSTLY_WAITS);
  const absorbed = hidden * Math.min(delayed, waits);
  const least = Math.max(1, busy / threads, (busy + served) / available);
  const solo = Math.min(duration, Math.max(least, duration - delayed + absorbed));
  const cpus = Math.min(available, busy / solo);
  const alone = Math.min(1, (waits + absorbed) / solo);
  return {
    duration: solo,
    cpus,
    idle: alone,
    ...(hidden > 0 ? { hidden } : {}),
    ...(served > 0 ? { services: Math.min(available - cpus, served / solo) } : {}),
  };
}

/** Where the value is in this range: 0 below it, 1 above it. */
function part(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
