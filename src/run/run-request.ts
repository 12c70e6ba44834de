import type { IncludedText } from '../mission/include/included-file.ts';
import type { RecordedValues } from '../mission/matrix/command.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { EarlySpawners } from '../process/spawners/early.ts';
import type { SharedCheckout } from '../process/workspaces/strict.ts';
import type { RunReport } from '../report/model/run.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Resumed, RunOverrides, WorkflowJob } from '../schedule/events/opening.ts';
import type { Reading } from '../schedule/events/reading.ts';
import type { State } from '../schedule/state/state.ts';
import type { RunPart } from './fleet/run-part.ts';
import type { Listener } from './loop.ts';
import type { PreparedRun } from './prepare.ts';

/** A mission to run: its folders, its options, and its listeners. */
export interface RunRequest {
  readonly mission: Mission;
  /** Path of the mission file as the user gave it. */
  readonly file: string;
  /** Values of matrices that commands have printed, for a resume. */
  readonly matrices?: readonly RecordedValues[];
  /** Text of the mission file, for reports that suggest corrections. */
  readonly source?: string;
  /** The files that it includes, for the same. */
  readonly included?: readonly IncludedText[];
  /** Folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** Folder for the journal, the documents and the logs. */
  readonly dir: string;
  /** The caller's environment. Variables that tasks must not see are removed later. */
  readonly environment: NodeJS.ProcessEnv;
  /** Present if the caller has already read them to check the mission. */
  readonly machine?: MachineFacts;
  /** The result of `prepareRun` for this mission and environment. */
  readonly prepared: PreparedRun;
  /** Options that override the mission file; the journal stores them for a resume. */
  readonly overrides: RunOverrides;
  readonly listen?: Listener;
  /** Called with the reading of each measuring window, including those that the journal of a long run drops. */
  readonly sampled?: (reading: Reading) => void;
  /** Processes for starting tasks that were started before the mission was read. The run ends those that it does not need. */
  readonly earlySpawners?: EarlySpawners;
  /** Present if the run is a part of a mission. Then `mission` has only its tasks. */
  readonly part?: RunPart;
  /** With `--artifacts strict`: tasks that share a checkout, and what they may take from other tasks. */
  readonly strict?: readonly SharedCheckout[];
  /** The job that runs it; absent on the command line. */
  readonly workflow?: WorkflowJob;
  /** The run to resume; its folder is already locked. Absent: a new run. */
  readonly resume?: Resumption;
}

export interface Resumption extends Pick<Resumed, 'kept' | 'again'> {
  /** The mark with which the folder was locked. */
  readonly mark: string;
  readonly state: State;
  readonly report: RunReport;
  /** By id of a task that is kept: the top folder of its workspace, if that one is still there. */
  readonly workspaces: ReadonlyMap<string, string>;
}
