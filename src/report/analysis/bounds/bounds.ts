/*
 * `bounds/`: what bound a run, and what its documents say first.
 *
 * - The floor (this file): no schedule of the same work on the same machine is shorter. It is the critical path of durations alone, or the
 *   CPU work over the CPUs, whichever is longer; `src/simulate` computes both.
 * - The time above the floor (`spent.ts`) is attributed along the chain of last causes (`chain.ts`) to what the run spent it on.
 * - The verdict (`verdict.ts`) says result, time, floor, causes, endings and savings in this order, in the words of `bounds-words.ts`.
 *   The comparison with other schedules (`time-comparison.ts`) is a table.
 *
 * Invariants:
 * - The floor is never above the time of the run, and the attributed parts sum up to the time above it.
 * - Nothing is claimed that was not measured: if durations alone are not known, the floor is labelled as one of durations as they ran.
 * - Everything follows from the `RunReport`. Nothing outside of this folder that this folder imports may import it.
 *
 * Not here: the simulation of other schedules (`src/simulate`), replays with other limits (`../what-if.ts`).
 */
import { oncePerState } from '../../model/once-per-state.ts';
import { attemptDuration, type RunReport } from '../../model/run.ts';
import { timelineOf } from '../figures.ts';
import { durationAlone } from './duration-alone.ts';
import { type Spent, spentAbove } from './spent.ts';

/** What bound a run that has ended. Times in milliseconds. */
export interface Bounds {
  readonly time: number;
  /** No schedule is shorter; never more than `time`. */
  readonly floor: number;
  /** Which of the two bounds is the floor. */
  readonly by: 'critical-path' | 'cpu-work';
  /** Whether the floor rests on durations alone. If not, it is a critical path of durations as they ran, and may be too high. */
  readonly alone: AloneKnown;
  /** The task of the critical path that takes longest; absent if nothing takes any time. */
  readonly longest?: string;
  /** How many tasks and tests the critical path has. */
  readonly chain: number;
  /** `time - floor` */
  readonly above: number;
  /** What the time above the floor was spent on, the largest part first; the sum is `above`. */
  readonly spent: readonly Spent[];
}

/** Whether it was measured how long tasks take alone. */
export type AloneKnown = 'yes' | 'partly' | 'no';

/** Below this part of the critical path, tasks without a duration alone do not matter: they were too short to be measured. */
const NEGLIGIBLE = 0.05;

/**
 * Undefined for a run that has not ended or was resumed, that ran on several runners, that left out tasks because it failed or was cancelled, and in which nothing ran:
 * what did not run has no part in a floor.
 */
export const boundsOf = oncePerState((report): Bounds | undefined => {
  const { counts } = report;
  if (!report.finished || report.resumes.length > 0 || report.fleet !== undefined || report.admissions.length === 0)
    return undefined;
  if (report.result !== 'succeeded' && counts.skipped + counts.cancelled + counts['not-needed'] > 0) return undefined;
  if (report.result === 'cancelled') return undefined;
  const { workBound, criticalPath, criticalTasks } = timelineOf(report);
  const time = report.duration;
  const by = workBound !== undefined && workBound > criticalPath ? 'cpu-work' : 'critical-path';
  const floor = Math.min(time, Math.max(criticalPath, workBound ?? 0));
  const longest = longestOf(report, criticalTasks);
  return {
    time,
    floor,
    by,
    alone: by === 'cpu-work' ? 'yes' : areAloneKnown(report, criticalTasks),
    ...(longest === undefined ? {} : { longest }),
    chain: criticalTasks.length,
    above: time - floor,
    spent: spentAbove(report, { floor, by }),
  };
});

function longestOf(report: RunReport, ids: readonly string[]): string | undefined {
  let longest: string | undefined;
  let most = 0;
  for (const id of ids) {
    const { alone } = durationsOf(report, id);
    if (alone > most) [longest, most] = [id, alone];
  }
  return longest;
}

/** Of a chain of tasks. */
export function areAloneKnown(report: RunReport, ids: readonly string[]): AloneKnown {
  let [whole, unknown] = [0, 0];
  for (const id of ids) {
    const durations = durationsOf(report, id);
    whole += durations.whole;
    unknown += durations.unknown;
  }
  if (unknown <= NEGLIGIBLE * whole) return 'yes';
  return unknown >= (1 - NEGLIGIBLE) * whole ? 'no' : 'partly';
}

interface Durations {
  /** As it ran. */
  readonly whole: number;
  /** As far as it is known; else as it ran. */
  readonly alone: number;
  /** The whole, if it is not known how long it takes alone. */
  readonly unknown: number;
}

/** Of the newest attempt of a task, in milliseconds. */
function durationsOf(report: RunReport, id: string): Durations {
  const attempt = report.tasks.get(id)?.attemptList.at(-1);
  if (attempt === undefined) return { whole: 0, alone: 0, unknown: 0 };
  const whole = attemptDuration(report, attempt);
  const alone = durationAlone(report, attempt);
  return { whole, alone: alone ?? whole, unknown: alone === undefined ? whole : 0 };
}
