import type { AttemptReport } from '../../model/attempt.ts';
import { attemptDuration, type RunReport } from '../../model/run.ts';
import { attemptSolo } from '../solo.ts';

/**
 * Milliseconds that an attempt would have taken alone; undefined if that was not measured. An attempt that was stopped would have run on,
 * also alone.
 */
export function durationAlone(report: RunReport, attempt: AttemptReport): number | undefined {
  switch (attempt.status) {
    case 'timed-out':
    case 'cancelled':
    case 'not-needed':
      return attemptDuration(report, attempt);
    default:
      return attemptSolo(report, attempt)?.duration;
  }
}
