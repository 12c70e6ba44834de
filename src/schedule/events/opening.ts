import type { RecordedValues } from '../../mission/matrix/command.ts';
import type { Gate, Mission } from '../../mission/model/mission.ts';
import type { PartOpening, TaskElsewhere } from './elsewhere.ts';
import type { MachineFacts } from './machine-facts.ts';
import type { Predictions } from './prediction.ts';

/** What the command line or the action's inputs set for this run, so that a resume uses the same. Absent: not set. */
export interface RunOverrides {
  /** Absolute folder that `file` is relative to; absent: the root. */
  readonly from?: string;
  /** Patterns of what was selected, as they were written: an id, `#TAG`, or one of these with `*`. */
  readonly only?: readonly string[];
  /** Patterns of what was left out, as they were written. */
  readonly skip?: readonly string[];
  /** What the selected tasks need was added. */
  readonly withNeeds?: true;
  /** What needs the selected tasks was added. */
  readonly withDependents?: true;
  /** How many tasks and tests of the file are left out of `mission`. Absent if none is, and in older journals. */
  readonly leftOut?: number;
  /** Instead of the file's. */
  readonly gate?: Gate;
  /** Base of the comparison for changed files. */
  readonly base?: string;
  /** Inputs that were given, as they were written. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Workspaces stay, whatever the file says. */
  readonly keepWorkspaces?: true;
  /** Tasks find only files that other tasks have declared. A resume does not repeat it. */
  readonly artifacts?: 'strict';
}

/** Common to both events that open a part of the journal. With it, every document can be made from the journal alone. */
export interface Opening extends RunOverrides {
  readonly at: number;
  /** Wall clock at `at`, ISO 8601. */
  readonly started: string;
  /** The mission file as the user named it. */
  readonly file: string;
  /** Its text, so that reports can correct it; absent when it is too large to be kept. */
  readonly source?: string;
  /** The files that it includes, in their order. Absent: none. */
  readonly included?: readonly IncludedSource[];
  readonly mission: Mission;
  /** Values of matrices that commands have printed. Absent without such a command, and in older journals. */
  readonly matrices?: readonly RecordedValues[];
  /** What `paths` and `changed()` are compared with; absent when nothing of the mission asks. */
  readonly changed?: ChangedFiles;
  /** With a history: by id, what each task that asks is compared with instead. */
  readonly bases?: Readonly<Record<string, TaskBase>>;
  /** Absent without a history. */
  readonly predictions?: Predictions;
  readonly machine: MachineFacts;
  /** Absent if the run is a whole mission, and in older journals. Then `mission` has all tasks; otherwise those of the part. */
  readonly part?: PartOpening;
  /** Tasks of other parts on which those of this part depend. Absent for none. */
  readonly elsewhere?: readonly TaskElsewhere[];
  /** The job in which the action runs the mission. Absent on the command line, and in older journals. */
  readonly workflow?: WorkflowJob;
}

/** One step of a job of a workflow run. A second attempt of the run has the same values except for `attempt`. */
export interface WorkflowJob {
  /** GITHUB_RUN_ID */
  readonly runId: string;
  /** GITHUB_RUN_ATTEMPT, from 1. */
  readonly attempt: number;
  /** GITHUB_JOB: the same for all jobs of a matrix. */
  readonly job: string;
  /** GITHUB_ACTION: the same step of the job. */
  readonly step: string;
  /** GITHUB_SHA */
  readonly commit: string;
}

/** An included file. */
export interface IncludedSource {
  /** Path from the folder of `file`, with `/`. */
  readonly path: string;
  /** Its text; absent as that of the mission file. */
  readonly source?: string;
}

/** Always the first event, at 0. */
export interface MissionStarted extends Opening {
  readonly type: 'mission-started';
  /** Version of the journal's shapes. */
  readonly journal: 1;
  /** Absolute folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** The run's folder as a path from `root`, with `/`. Absent if it is elsewhere, so that documents outside it cannot link into it. */
  readonly folder?: string;
}

/**
 * A run that was killed, interrupted or failed is resumed in the same journal. Every task that is not kept starts again, as
 * the mission file now defines it. `at` is the end of the record so far, so the time in between does not count.
 */
export interface Resumed extends Opening {
  readonly type: 'resumed';
  /** Tasks that succeeded and are not run again, in the order of their ends. */
  readonly kept: readonly string[];
  /** Everything else, in the mission's order. */
  readonly again: readonly RunAgain[];
}

export interface RunAgain {
  readonly id: string;
  /** A clause, such as `it failed`. */
  readonly why: string;
  /** True if it had succeeded: the mission file has changed since, or its outputs held a secret that the journal lacks. */
  readonly changed?: boolean;
}

/** The files that differ from a base, or why that is not known: then nothing is skipped because of them. */
export type ChangedFiles =
  /** A file that ends with `/` stands for all that may lie in a submodule, a link or a nested repository. */
  | {
      readonly type: 'known';
      readonly base: string;
      /** A phrase: which commit the base is. Absent in older journals. */
      readonly why?: string;
      readonly files: readonly string[];
    }
  /** `expected` if nothing is wrong: there is no base, as for a tag, a schedule or a first push, and everything is to run. */
  | { readonly type: 'unknown'; readonly why: string; readonly expected?: true };

/** The commit with which the files of one task are compared. */
export interface TaskBase {
  /** The newest commit on which it succeeded. Absent if none is certain: then everything counts as changed. */
  readonly commit?: string;
  /** How many files differ from that commit. */
  readonly files?: number;
  /** With a commit: a phrase that describes it. Without one: a clause with the reason. */
  readonly why: string;
}

/** Ids may be words that every object knows, such as `constructor`. */
export function baseOf(bases: Opening['bases'], id: string): TaskBase | undefined {
  return bases !== undefined && Object.hasOwn(bases, id) ? bases[id] : undefined;
}
