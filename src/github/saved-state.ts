import { saveState } from '@actions/core';
import type { LogStyle } from './inputs.ts';

/** The settings that `post` needs to finish the work of a `main` that was killed. */
export interface Settings {
  readonly summary: boolean;
  /** When the log shows the output of tasks. */
  readonly log: LogStyle;
  readonly upload: boolean;
  /** Whether the mission has secrets, so that its logs may contain them. */
  readonly secrets: boolean;
  /** True for one part of a mission, whose artifact other parts need. */
  readonly part?: true;
  /** First line of the comment on the pull request; absent if none is to be written. */
  readonly commentMarker?: string;
  readonly artifactName?: string;
  readonly retentionDays?: number;
}

export interface SavedState {
  /** The run's folder; absent if `main` did not start. */
  readonly dir?: string;
  /** Absent if `main` did not start the mission. */
  readonly settings?: Settings;
  readonly annotated: boolean;
  readonly summarized: boolean;
  /** The output of tasks has been printed, or is not to be printed. */
  readonly printed: boolean;
  /** The upload has succeeded or failed for good. */
  readonly uploaded: boolean;
  /** The comment was written, or cannot be. */
  readonly commented: boolean;
}

/** Saved immediately, as are all milestones: the process may be killed at any moment. */
export function saveDir(dir: string): void {
  saveState('dir', dir);
}

export function saveSettings(settings: Settings): void {
  saveState('settings', JSON.stringify(settings));
}

export type Milestone = 'annotated' | 'summarized' | 'printed' | 'uploaded' | 'commented';

export function saveMilestone(milestone: Milestone): void {
  saveState(milestone, 'true');
}

/** Reads the variables `STATE_*` that the runner sets for `post`. */
export function readSavedState(environment: NodeJS.ProcessEnv): SavedState {
  const dir = environment.STATE_dir ?? '';
  const settings = environment.STATE_settings ?? '';
  return {
    ...(dir === '' ? {} : { dir }),
    ...(settings === '' ? {} : { settings: JSON.parse(settings) as Settings }),
    annotated: environment.STATE_annotated === 'true',
    summarized: environment.STATE_summarized === 'true',
    printed: environment.STATE_printed === 'true',
    uploaded: environment.STATE_uploaded === 'true',
    commented: environment.STATE_commented === 'true',
  };
}
