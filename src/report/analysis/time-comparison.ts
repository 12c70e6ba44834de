import type { RunReport } from '../model/run.ts';
import { formatAgainst } from '../text/format.ts';
import { timelineOf } from './figures.ts';

/** One timeline to compare this run with, or the run itself. */
export interface ComparedTime {
  readonly name: string;
  /** `own` is this run, `floor` the lower bound of every schedule. */
  readonly kind: 'own' | 'other' | 'floor';
  /** Milliseconds. */
  readonly time: number;
  /** `26.6 % less` or `3 times as long`: this run against it; '' for the run itself. */
  readonly compared: string;
  readonly what: string;
}

/** The run, staged, serial and the lower bound, in this order. */
export function comparedTimes(report: RunReport): ComparedTime[] {
  const { dynamic, staged, serial, criticalPath } = timelineOf(report);
  const beside = (kind: 'other' | 'floor', name: string, time: number, what: string): ComparedTime => {
    return { name, kind, time, compared: formatAgainst(dynamic, time), what };
  };
  return [
    { name: 'Dynamic', kind: 'own', time: dynamic, compared: '', what: 'as it ran' },
    beside('other', 'Staged', staged, 'estimate: all tasks as they ran, then all tests one after the other'),
    beside('other', 'Serial', serial, 'estimate: everything one after the other'),
    beside('floor', 'Critical path', criticalPath, 'the longest chain of needs: no schedule is shorter'),
  ];
}
