import { boundsOf } from '../analysis/bounds/bounds.ts';
import { whyNoEstimates } from '../analysis/bounds/comparable.ts';
import { timelineOf } from '../analysis/figures.ts';
import { modelError } from '../analysis/model-error.ts';
import type { RunReport } from '../model/run.ts';
import { thousandths } from './rounded.ts';

/** Tasks and tests that are named for one cause, the largest first. */
const mostSpenders = 20;

/**
 * `timeline` of `mission.json`. `saved` is against staged, `savedAgainstForkJoin` against fork-join: percent, negative if the run took
 * longer.
 */
export function timelineEntry(report: RunReport): object {
  const { dynamic, staged, serial, criticalPath, saved, forkJoin, workBound, floor, savedAgainstForkJoin } =
    timelineOf(report);
  const isEstimated = whyNoEstimates(report) === '';
  return {
    dynamic,
    staged,
    serial,
    criticalPath,
    saved: thousandths(saved),
    forkJoin,
    workBound,
    // Measurements are not exact.
    floor: Math.min(floor, dynamic),
    savedAgainstForkJoin: isEstimated ? thousandths(savedAgainstForkJoin) : undefined,
    error: isEstimated ? modelError('fork-join') : undefined,
  };
}

/** `bounds` of `mission.json`: what bound the run; absent if it has not ended, or was cancelled or resumed. */
export function boundsEntry(report: RunReport): object | undefined {
  const bounds = boundsOf(report);
  if (bounds === undefined) return undefined;
  const { floor, by, alone, longest, above, spent } = bounds;
  return {
    floor,
    by,
    alone,
    longest,
    above,
    spent: spent.map(({ on, time, tasks }) => ({ on, time, tasks: tasks.slice(0, mostSpenders).map(({ id }) => id) })),
  };
}
