import type { RunReport } from '../../model/run.ts';
import { formatAgainst } from '../../text/format.ts';
import { timelineOf } from '../figures.ts';
import { type EstimateKind, errorText } from '../model-error.ts';
import { areAloneKnown } from './bounds.ts';
import { cpusText } from './bounds-words.ts';
import { COMPARABLE, whyNoEstimates } from './comparable.ts';
import { isOwnUseKnown } from './other-programs.ts';

/** One timeline to compare this run with, or the run itself. */
export interface ComparedTime {
  readonly name: string;
  /** `own` is this run, `floor` a lower bound of every schedule. */
  readonly kind: 'own' | 'other' | 'floor';
  /** Milliseconds; absent if it was not measured. */
  readonly time?: number;
  /** `26.6 % less` or `3 times as long`: this run against it; '' for the run itself, and for runs that are too short to compare. */
  readonly compared: string;
  readonly what: string;
}

/** The run, the two bounds of every schedule, and the other schedules as far as they can be estimated, in this order. */
export function comparedTimes(report: RunReport): ComparedTime[] {
  const { dynamic, staged, serial, criticalPath, workBound, forkJoin } = timelineOf(report);
  // Tasks that only wait use no CPU.
  const work = workBound ?? (isOwnUseKnown(report) ? 0 : undefined);
  const beside = (kind: 'other' | 'floor', name: string, time: number, what: string): ComparedTime => {
    // Measurements are not exact: a floor above the time of the run is that time.
    const shown = kind === 'floor' && report.finished ? Math.min(time, dynamic) : time;
    return { name, kind, time: shown, compared: dynamic < COMPARABLE ? '' : formatAgainst(dynamic, shown), what };
  };
  const estimate = (kind: EstimateKind, name: string, time: number, what: string): ComparedTime =>
    beside('other', name, time, `estimate, ${errorText(kind)}: ${what}`);
  return [
    { name: 'Dynamic', kind: 'own', time: dynamic, compared: '', what: 'as it ran' },
    beside('floor', 'Critical path', criticalPath, `floor: the longest chain of needs, ${durations(report)}`),
    work === undefined
      ? { name: 'CPU work', kind: 'floor', compared: '', what: 'not measured' }
      : beside('floor', 'CPU work', work, `floor: the CPU time of all tasks and tests over ${cpusText(report)}`),
    ...(whyNoEstimates(report) !== ''
      ? []
      : [
          estimate(
            'fork-join',
            'Fork-join',
            forkJoin,
            'all tasks at once, then all tests at once, with the same workers',
          ),
          estimate('staged', 'Staged', staged, 'all tasks at once, then all tests one after the other'),
          estimate('serial', 'Serial', serial, 'everything one after the other'),
        ]),
  ];
}

function durations(report: RunReport): string {
  switch (areAloneKnown(report, timelineOf(report).criticalTasks)) {
    case 'yes':
      return 'each task as long as it takes alone';
    case 'partly':
      return 'some as they ran, because their durations alone were not measured';
    case 'no':
      return 'as they ran, because durations alone were not measured';
  }
}
