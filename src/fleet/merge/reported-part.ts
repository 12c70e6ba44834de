import type { Mission } from '../../mission/model/mission.ts';
import type { RunReport } from '../../report/model/run.ts';

/** The report of one part, with what is written in its `part.json`. */
export interface ReportedPart {
  readonly type: 'read';
  /** Counted from 1. */
  readonly number: number;
  /** How many parts its plan has. */
  readonly of: number;
  /** Of its plan; see `planDigest`. */
  readonly digest: string;
  readonly attempt: number;
  /** Id of the workflow run; absent outside of workflows. */
  readonly runId?: string;
  readonly runner?: string;
  /** Label in the plan. */
  readonly label?: string;
  /** Wall clock of its runner when it was packed, ISO 8601. */
  readonly written: string;
  /** Digest of what was packed. */
  readonly packed: string;
  /** Where it was found, for messages. */
  readonly place: string;
  /** Milliseconds that downloading the parts before took; absent if it was not measured. */
  readonly download?: number;
  /** Tasks of other parts that it took over. */
  readonly elsewhere: readonly TakenOver[];
  readonly report: RunReport;
}

/** A task of another part on which tasks of this one depend. */
export interface TakenOver {
  readonly id: string;
  readonly part: number;
  /** Ids of the tasks of this part that need it. */
  readonly neededBy: readonly string[];
}

/** A part that cannot be read, as far as its `part.json` is known. */
export interface UnreadablePart {
  readonly type: 'unreadable';
  readonly number?: number;
  readonly attempt?: number;
  readonly place: string;
  /** What was expected and what was found. */
  readonly message: string;
}

export type FoundPart = ReportedPart | UnreadablePart;

/** What is known of the plan apart from the parts. */
export interface PlanOutline {
  /** Absent: as the parts say. */
  readonly of?: number;
  /** Absent: the digest that most parts have. */
  readonly digest?: string;
  /** The whole mission; absent: joined from the parts. */
  readonly mission?: Mission;
  /** By number: tasks as a text, and the label. */
  readonly parts?: ReadonlyMap<number, { readonly tasks: string; readonly label?: string }>;
}
