import type { AttemptReport } from '../model/attempt.ts';
import type { RunReport } from '../model/run.ts';

/** Percent. */
const CROWDED = 90;

/** CPUs. A task below this waits for something else than the CPU, even on a crowded machine. */
const IDLE = 0.1;

/** True if the CPUs were busy during an attempt: what it used is then a lower bound, because alone it might have used more. */
export function isCrowded(report: RunReport, attempt: AttemptReport): boolean {
  return meanCpu(report, attempt) >= CROWDED;
}

/**
 * What a task counts as that was measured only on a crowded machine: at least one CPU, as a task of which nothing is known. If six builds
 * that shared two CPUs each counted as a third of a CPU, they would share them again.
 *
 * @param used CPUs that it got on average
 * @param available CPUs of the machine
 */
export function crowdedDemand(used: number, available: number): number {
  return used < IDLE ? used : Math.max(used, Math.min(1, available));
}

/** Mean CPU reading of the machine during an attempt; 0 without readings. */
function meanCpu({ readings, duration }: RunReport, { started, ended = duration }: AttemptReport): number {
  let area = 0;
  let time = 0;
  for (const { from, to, cpu } of readings) {
    const overlap = Math.min(to, ended) - Math.max(from, started);
    if (cpu === undefined || overlap <= 0) continue;
    area += cpu * overlap;
    time += overlap;
  }
  return time > 0 ? area / time : 0;
}
