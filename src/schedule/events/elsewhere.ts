import type { TaskKind } from '../../mission/model/mission.ts';
import type { EndStatus } from './end-status.ts';

/** Which part of a mission a run is, if the mission runs on several runners (`fleet/plan`). */
export interface PartOpening {
  /** Counted from 1. */
  readonly number: number;
  /** How many parts the plan has. */
  readonly of: number;
  /** Of the plan; see `planDigest`. */
  readonly digest: string;
  /** Attempt of the workflow run, counted from 1. */
  readonly attempt: number;
  /** Id of the workflow run; absent outside of workflows. */
  readonly runId?: string;
  /** Name of the runner or the machine. */
  readonly runner?: string;
  /**
   * Milliseconds before the start of the run in which the artifacts of other parts were downloaded and unpacked. Absent if it needs none, and in
   * older journals.
   */
  readonly download?: number;
}

/** A task of another part, as it ended there, that a task of this part needs or reads. */
export interface TaskElsewhere {
  readonly id: string;
  readonly kind: TaskKind;
  /** Number of the part in which it ran. */
  readonly part: number;
  readonly status: EndStatus;
  /** A sentence; absent for a plain success. */
  readonly reason?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  /** Milliseconds from its first launch to its end. */
  readonly duration?: number;
  /** Wall clock of its runner, ISO 8601; absent if it was not launched. */
  readonly started?: string;
  /** Wall clock of its runner, ISO 8601; absent if it did not end there. */
  readonly ended?: string;
  /** Ids of the tasks of this part that list it under `needs` or `needs-any`; empty if it is only read. */
  readonly neededBy: readonly string[];
}
