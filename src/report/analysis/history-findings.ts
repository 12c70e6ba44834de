import type { RunReport } from '../model/run.ts';
import { formatAgainst, formatDuration, formatPercent } from '../text/format.ts';
import { hasLearnedDemand } from './learned-demand.ts';
import { leastDifference, type Usual, usualOfAll } from './usual-time.ts';

/** The text if nothing can be compared. */
export const NOTHING_BEFORE =
  'No earlier run with the same commands succeeded, so there is nothing to compare with yet.';

/** A term of the history, and the rest of the sentence that explains it. */
export type Term = readonly [term: string, rest: string];

const TERMS: readonly Term[] = [
  [
    'Usually',
    ' is the median duration of the last 20 successful runs with the same commands, with the range of the middle half of them in brackets.',
  ],
  ['Trend', ' shows the last ten of these runs and this one.'],
  [
    'Slower than usual',
    ': there are at least 5 such runs, and this one succeeded, but took longer than their median by more than three standard deviations (estimated from the median absolute deviation), by more than 10 % and by more than a second.',
  ],
  [
    'Rising or falling',
    ': the median of the newer half of these runs differs from that of the older half by 10 % or more, and by more than their standard deviation.',
  ],
  [
    'Flaky',
    ': some of the last 20 runs succeeded only at a later attempt, or failed on a commit on which other runs succeeded (if commits are unknown: between two successful runs).',
  ],
];

const DEMAND: Term = [
  'CPUs and memory',
  ' are the demand that was learned from these runs, as far as they ran on this class of machine: nine tenths of them used no more, and newer runs count more. If `load` or `memory` is declared, it counts instead.',
];

/** What the terms of the history mean. */
export function howDecided(report: RunReport): readonly Term[] {
  return hasLearnedDemand(report) ? [...TERMS, DEMAND] : TERMS;
}

/** The tasks that can be compared with earlier runs: slower ones first, then flaky ones, then by their difference. */
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

/** `12 s, usually 8 s`, for a slower task. */
export function slowerText({ duration, prediction }: Usual): string {
  return `${formatDuration(duration)}, usually ${formatDuration(prediction.expect)}`;
}

/** `+12 %` or `16 times as long`: this run against the usual time; '' if that says nothing. */
export function differenceText({ task, duration, prediction: { expect } }: Usual): string {
  // A percentage of almost nothing says nothing, and a task that failed may have stopped early.
  if (task.status !== 'succeeded' || expect < leastDifference) return '';
  if (duration >= 2 * expect) return formatAgainst(duration, expect);
  const percent = (100 * (duration - expect)) / expect;
  return Math.abs(percent) < 0.5 ? 'none' : `${percent > 0 ? '+' : ''}${formatPercent(Math.round(percent))}`;
}

/** Milliseconds of the newest successful runs, oldest first; the last one is this run if `own`. */
export function trendOf({ task, duration, prediction }: Usual): { values: readonly number[]; own: boolean } {
  const own = task.status === 'succeeded';
  return { values: [...prediction.last, ...(own ? [duration] : [])], own };
}
