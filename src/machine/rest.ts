import type { Figures } from './measure/figures.ts';

/** CPUs. While the whole machine uses less than this, no task can have used more. The runner itself uses up to 0.01. */
const MOST_CPUS = 0.05;

/** CPU seconds of the whole machine since the newest look at the processes: the most that is missing in what is known of them. */
const MOST_CPU_SECONDS = 0.2;

/** Bytes by which the used memory may differ from that of the newest look at the processes. */
const MOST_CHANGE = 16 * 2 ** 20;

/** Milliseconds in a row without a look at the processes. */
const LONGEST = 30_000;

/** True if hardly any CPU of the machine was used. False if that is not known. */
function isQuiet({ constraints: [machine] = [] }: Figures): boolean {
  return machine?.cpu !== undefined && machine.cpu.used < MOST_CPUS;
}

/** Bytes in use on the machine; not a number if that is not known. */
function memoryOf({ constraints: [machine] = [] }: Figures): number {
  // The first one contains all others.
  return machine?.memory?.used ?? Number.NaN;
}

/**
 * Decides for each window, of this many milliseconds, whether the machine rests, so that what is known of its processes is still right. With 50 tasks
 * that wait, reading their processes takes half of the CPU time of a run.
 */
export function createRestWatch(): (figures: Figures, length: number) => boolean {
  let rested = 0;
  let cpuSeconds = 0;
  /** Bytes in use at the newest look. */
  let memoryThen = Number.NaN;
  return (figures, length) => {
    const used = memoryOf(figures);
    rested += length;
    cpuSeconds += ((figures.constraints?.[0]?.cpu?.used ?? Number.NaN) * length) / 1000;
    const isResting = isQuiet(figures) && Math.abs(used - memoryThen) < MOST_CHANGE;
    if (isResting && cpuSeconds < MOST_CPU_SECONDS && rested < LONGEST) return true;
    rested = 0;
    cpuSeconds = 0;
    memoryThen = used;
    return false;
  };
}
