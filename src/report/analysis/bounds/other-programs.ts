import { oncePerState } from '../../model/once-per-state.ts';
import { attemptDuration, type RunReport } from '../../model/run.ts';
import { formatPercent } from '../../text/format.ts';
import { hallOf } from '../measured-jobs.ts';

/** Part of the CPUs: less is not worth a word. */
export const NOTABLE = 0.05;

/** Part of the CPUs from which on the use of other programs explains why a run waited. */
const LARGE = 0.25;

/**
 * Part of the CPUs, 0 to 1, that was used on average by programs that are neither tasks nor services of the mission. 0 if that is not known,
 * because the use of some tasks was not measured.
 */
export const usedByOthers = oncePerState((report): number => {
  const { cpus, foreign } = hallOf(report);
  if (cpus <= 0 || report.duration <= 0 || !isOwnUseKnown(report)) return 0;
  let services = 0;
  for (const { usage } of report.services.values()) services += usage?.cpuSeconds ?? 0;
  return Math.max(0, foreign.used - (1000 * services) / report.duration) / cpus;
});

/** True if the CPU time of all attempts was measured. Those that were too short to be measured do not matter. */
export function isOwnUseKnown(report: RunReport): boolean {
  let [all, unknown] = [0, 0];
  for (const { attemptList } of report.tasks.values()) {
    for (const attempt of attemptList) {
      const time = attemptDuration(report, attempt);
      all += time;
      if (attempt.usage === undefined) unknown += time;
    }
  }
  return unknown <= NOTABLE * all;
}

/** `Other programs used 45 % of the CPUs`; '' if they used little. */
export function othersText(report: RunReport): string {
  const used = usedByOthers(report);
  return used < LARGE ? '' : `Other programs used ${formatPercent(Math.round(100 * used))} of the CPUs`;
}

/** True if other programs used so much that no estimate can say what the mission would have got if it had run in another order. */
export function isCrowdedOut(report: RunReport): boolean {
  return usedByOthers(report) > 0.5;
}
