import type { RunReport } from '../../model/run.ts';
import { isCrowdedOut } from './other-programs.ts';

/** Runs that are shorter are mostly start-up: percentages say nothing about their schedule. Milliseconds. */
export const COMPARABLE = 1000;

/** Why an estimate of another schedule would say nothing about this run: a sentence; '' if it says something. */
export function whyNoEstimates(report: RunReport): string {
  if (!report.finished) return 'Other schedules are estimated when the mission has ended.';
  const why = obstacle(report);
  return why === '' ? '' : `Other schedules cannot be estimated, because ${why}.`;
}

function obstacle(report: RunReport): string {
  if (report.result === 'cancelled') return 'the mission was cancelled';
  if (report.resumes.length > 0) return 'the run was resumed';
  return isCrowdedOut(report) ? 'other programs used most of the CPUs' : '';
}
