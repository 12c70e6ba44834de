import type { RunReport } from '../../model/run.ts';
import { formatDuration, formatPercent, trimmed } from '../../text/format.ts';
import { timelineOf } from '../figures.ts';
import { errorText, modelError } from '../model-error.ts';
import { boundsOf } from './bounds.ts';
import { COMPARABLE, whyNoEstimates } from './comparable.ts';

/** A run against an estimate of fork-join: all tasks at once, then all tests at once. */
export interface Savings {
  /** `about 12 %`, `about 2.3 times` or `about as long` */
  readonly figure: string;
  /** `less than`, `more than`, `as long as` or `as` */
  readonly words: string;
}

/** Undefined if there is nothing to compare; see `whyNoEstimates`. A difference within the error of the estimate is none. */
export function savingsOf(report: RunReport): Savings | undefined {
  const { forkJoin } = timelineOf(report);
  if (boundsOf(report) === undefined || forkJoin <= 0 || report.duration < COMPARABLE) return undefined;
  if (whyNoEstimates(report) !== '') return undefined;
  const factor = report.duration / forkJoin;
  const difference = 100 * (1 - factor);
  if (Math.abs(difference) <= modelError('fork-join')) return { figure: 'about as long', words: 'as' };
  if (factor >= 2) return { figure: `about ${trimmed(factor, factor < 9.95 ? 1 : 0)} times`, words: 'as long as' };
  const figure = `about ${formatPercent(Math.round(Math.abs(difference)))}`;
  return { figure, words: difference > 0 ? 'less than' : 'more than' };
}

/** `This is about 12 % less than fork-join (all tasks, then all tests), an estimate ± 12 %`; '' if there is nothing to compare. */
export function savingsText(report: RunReport): string {
  const saved = savingsOf(report);
  if (saved === undefined) return '';
  return `This is ${saved.figure} ${saved.words} fork-join (all tasks, then all tests), an estimate ${errorText('fork-join')}`;
}

/** `One runner would have taken 9m40s (an estimate ± 5 %)`; '' if it is not known. */
export function oneRunnerText({ fleet }: RunReport): string {
  if (fleet?.oneRunner === undefined) return '';
  return `One runner would have taken ${formatDuration(fleet.oneRunner.duration)} (an estimate ${errorText('what-if')})`;
}
