import type { Gate, Mission } from '../mission/mission.ts';
import type { ChangedFiles } from './event.ts';
import type { MachineFacts } from './machine-facts.ts';
import type { Predictions } from './prediction.ts';

/** How a run was asked for beyond the mission file's name, so that a resume can ask for the same. Absent: not asked. */
export interface AskedFor {
  /** Absolute folder that `file` is named from; absent: the root. */
  readonly from?: string;
  /** Ids that were selected, as they were written. */
  readonly only?: readonly string[];
  /** Ids that were left out, as they were written. */
  readonly skip?: readonly string[];
  /** Instead of the file's. */
  readonly gate?: Gate;
  /** What changed files are told from. */
  readonly base?: string;
}

/**
 * A run that was killed, interrupted or failed goes on in the same journal. As `mission-started` it is an opening: what
 * is not kept begins anew, in the mission as it is now.
 */
export interface Resumed extends AskedFor {
  readonly type: 'resumed';
  /** The end of what was journaled before: the time between does not count. */
  readonly at: number;
  /** Wall clock now, ISO 8601. */
  readonly started: string;
  /** The mission file as the user named it. */
  readonly file: string;
  /** Its text; absent as in the first event. */
  readonly source?: string;
  readonly mission: Mission;
  /** What `paths` and `changed()` are compared with; absent when nothing of the mission asks. */
  readonly changed?: ChangedFiles;
  /** Absent without a history. */
  readonly predictions?: Predictions;
  readonly machine: MachineFacts;
  /** What succeeded and is not run again, in the order of their ends. */
  readonly kept: readonly string[];
  /** Everything else, in the mission's order. */
  readonly again: readonly RunAgain[];
}

export interface RunAgain {
  readonly id: string;
  /** A clause, such as `it failed`. */
  readonly why: string;
  /** True when it had succeeded, and runs again because of a change to the mission file. */
  readonly changed?: boolean;
}
