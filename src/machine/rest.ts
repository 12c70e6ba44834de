import type { Figures } from './measure/figures.ts';

/** CPUs. While the whole machine uses less than this, no task can have used more. The runner itself uses up to 0.01. */
const MOST_CPUS = 0.05;

/** Bytes by which the used memory may differ from that of the newest look at the processes. */
const MOST_CHANGE = 16 * 2 ** 20;

/** Windows in a row without a look at the processes. */
const MOST_WINDOWS = 4;

/**
 * Decides for each window whether the machine rests, so that what is known of its processes is still right. With 50 tasks that wait, reading
 * their processes takes half of the CPU time of a run.
 */
export function createRestWatch(): (figures: Figures) => boolean {
  let rested = 0;
  /** Bytes in use at the newest look. */
  let memoryThen = Number.NaN;
  return ({ constraints = [] }) => {
    // The first one contains all others.
    const [{ cpu, memory } = {}] = constraints;
    const used = memory?.used ?? Number.NaN;
    const isResting = cpu !== undefined && cpu.used < MOST_CPUS && Math.abs(used - memoryThen) < MOST_CHANGE;
    if (isResting && rested < MOST_WINDOWS) {
      rested += 1;
      return true;
    }
    rested = 0;
    memoryThen = used;
    return false;
  };
}
