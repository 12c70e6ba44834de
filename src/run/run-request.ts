import type { Mission } from '../mission/model/mission.ts';
import type { RunReport } from '../report/model/run.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Resumed, RunOverrides } from '../schedule/events/opening.ts';
import type { Reading } from '../schedule/events/reading.ts';
import type { State } from '../schedule/state/state.ts';
import type { Listener } from './loop.ts';
import type { PreparedRun } from './prepare.ts';

/** What a run is made of: the mission, its folders, and what observes it. */
export interface RunRequest {
  readonly mission: Mission;
  /** The mission file as the user named it. */
  readonly file: string;
  /** Its text, for reports that correct it. */
  readonly source?: string;
  /** Folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** Folder for the journal, the documents and the logs. */
  readonly dir: string;
  /** Of the caller; what tasks must not see is taken out. */
  readonly environment: NodeJS.ProcessEnv;
  /** Known already when the caller has checked the mission against them. */
  readonly machine?: MachineFacts;
  /** By `prepareRun`, for this mission and environment. */
  readonly prepared: PreparedRun;
  /** How the mission was asked for beyond its file: for a resume. */
  readonly asked: RunOverrides;
  readonly listen?: Listener;
  /** Called with each measuring window, also with those that the journal does not keep: it is thinned in a long run. */
  readonly sampled?: (reading: Reading) => void;
  /** The run that is resumed; its folder is taken already. Absent: a new run. */
  readonly resume?: Resumption;
}

export interface Resumption extends Pick<Resumed, 'kept' | 'again'> {
  /** Under which the folder was taken. */
  readonly mark: string;
  readonly state: State;
  readonly report: RunReport;
}
