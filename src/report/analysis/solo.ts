import { type SoloUse, soloUse } from '../../schedule/state/solo-use.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { attemptDuration, pausedTime, type RunReport, type TaskReport } from '../model/run.ts';
import { soloUnknown, soloWords } from '../words/solo-words.ts';
import { serviceShares } from './services/shares.ts';

/** What an attempt that has ended would have taken and used alone, with what its services did for it; undefined if that was not measured. */
export function attemptSolo(report: RunReport, attempt: AttemptReport): SoloUse | undefined {
  const { usage, ended } = attempt;
  if (usage === undefined || ended === undefined) return undefined;
  const duration = attemptDuration(report, attempt);
  const services = serviceShares(report).get(attempt);
  const use = { duration, paused: pausedTime(report, attempt), usage, ...(services === undefined ? {} : { services }) };
  return soloUse(use, report.machine.cpus);
}

/** CPUs that an attempt and its services would use alone. */
export function wholeDemand({ cpus, services = 0 }: SoloUse): number {
  return cpus + services;
}

/** Of its newest attempt. */
export function taskSolo(report: RunReport, { attemptList }: TaskReport): SoloUse | undefined {
  const attempt = attemptList.at(-1);
  return attempt === undefined ? undefined : attemptSolo(report, attempt);
}

/** In words; '' if it has not run or still runs. */
export function soloText(report: RunReport, task: TaskReport): string {
  const attempt = task.attemptList.at(-1);
  if (attempt?.ended === undefined) return '';
  const solo = attemptSolo(report, attempt);
  return solo === undefined ? soloUnknown : soloWords(attemptDuration(report, attempt), solo);
}
