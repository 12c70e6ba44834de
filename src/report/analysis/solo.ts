import { type SoloUse, soloUse } from '../../schedule/state/solo-use.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { attemptDuration, pausedTime, type RunReport, type TaskReport } from '../model/run.ts';
import { soloUnknown, soloWords } from '../words/solo-words.ts';

/** What an attempt that has ended would have taken and used alone; undefined if that was not measured. */
export function attemptSolo(report: RunReport, attempt: AttemptReport): SoloUse | undefined {
  const { usage, ended } = attempt;
  if (usage === undefined || ended === undefined) return undefined;
  const duration = attemptDuration(report, attempt);
  return soloUse({ duration, paused: pausedTime(report, attempt), usage }, report.machine.cpus);
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
