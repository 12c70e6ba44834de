import type { AttemptReport } from '../model/attempt.ts';
import type { RunReport } from '../model/run.ts';

/** Percent. */
const CROWDED = 90;

/** True if the CPUs were busy during an attempt: what it used is then a lower bound, because alone it might have used more. */
export function isCrowded(report: RunReport, attempt: AttemptReport): boolean {
  return meanCpu(report, attempt) >= CROWDED;
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
