import type { RunAgain } from '../../schedule/events/opening.ts';

/** One time that the run was taken up again. */
export interface ResumeReport {
  /** Milliseconds since the mission's start, without the time between. */
  readonly at: number;
  /** Wall clock, ISO 8601. */
  readonly started: string;
  /** How many had succeeded and were not run again. */
  readonly kept: number;
  /** In the mission's order. */
  readonly again: readonly RunAgain[];
}
