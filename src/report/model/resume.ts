import type { RunAgain } from '../../schedule/events/opening.ts';

/** One resume of the run. */
export interface ResumeReport {
  /** Milliseconds since the mission's start, without the time in between. */
  readonly at: number;
  /** Wall clock, ISO 8601. */
  readonly started: string;
  /** How many tasks had succeeded and were not run again. */
  readonly kept: number;
  /** In the order of the mission file. */
  readonly again: readonly RunAgain[];
}
