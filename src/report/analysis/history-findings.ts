import type { RunReport } from '../model/run.ts';
import { formatDuration, formatPercent } from '../text/format.ts';
import { leastDifference, type Usual, usualOfAll } from './usual-time.ts';

/** What is said where nothing can be compared. */
export const NOTHING_BEFORE = 'No earlier run with the same commands succeeded: there is nothing to compare with yet.';

/** How the history is read: a term, and the rest of its sentence. */
export const HOW_DECIDED: readonly (readonly [term: string, rest: string])[] = [
  [
    'Usually',
    ' is the median of the last 20 successful runs with the same commands, and what the middle half of them took.',
  ],
  ['Trend', ' shows the last ten of them and this one.'],
  [
    'Slower than usual',
    ': at least 5 such runs came before, and this one succeeded, but took longer than their median by more than three standard deviations (estimated by the median distance from it), by more than a tenth and by more than a second.',
  ],
  [
    'Rising or falling',
    ': the median of the newer half of those runs differs from that of the older half by a tenth or more, and by more than their standard deviation.',
  ],
  [
    'Flaky',
    ': of the last 20 runs some succeeded only at a later attempt, or failed on a commit on which others succeeded (where commits are not known: between two that succeeded).',
  ],
];

/** All that can be compared with earlier runs: the slower first, then the flaky, then by how far they are from what is usual. */
export function rankedUsual(report: RunReport): Usual[] {
  return usualOfAll(report).sort(byWeight);
}

function byWeight(one: Usual, other: Usual): number {
  return (
    Number(other.slower) - Number(one.slower) ||
    Number(other.flaky > 0) - Number(one.flaky > 0) ||
    Math.abs(other.duration - other.prediction.expect) - Math.abs(one.duration - one.prediction.expect)
  );
}

/** `12 s, usually 8 s`: of what is slower. */
export function slowerText({ duration, prediction }: Usual): string {
  return `${formatDuration(duration)}, usually ${formatDuration(prediction.expect)}`;
}

/** `+12 %` of this run against what is usual; '' where that says nothing. */
export function differenceText({ task, duration, prediction: { expect } }: Usual): string {
  // Percents of almost nothing say nothing, and what failed on the way may have been quick.
  if (task.status !== 'succeeded' || expect < leastDifference) return '';
  const percent = (100 * (duration - expect)) / expect;
  return Math.abs(percent) < 0.5 ? 'none' : `${percent > 0 ? '+' : ''}${formatPercent(Math.round(percent))}`;
}

/** Milliseconds of the newest successful runs, oldest first; this one is the last where `own`. */
export function trendOf({ task, duration, prediction }: Usual): { values: readonly number[]; own: boolean } {
  const own = task.status === 'succeeded';
  return { values: [...prediction.last, ...(own ? [duration] : [])], own };
}
