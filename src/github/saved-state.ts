import { saveState } from '@actions/core';

/** What `post` needs to finish the work of a `main` that was killed. */
export interface Settings {
  readonly summary: boolean;
  /** Whether the output of tasks is wanted in the log. */
  readonly output: boolean;
  readonly upload: boolean;
  /** Whether logs may hold what must not be passed on unmasked. */
  readonly secrets: boolean;
  readonly artifactName?: string;
  readonly retentionDays?: number;
}

export interface SavedState {
  /** The run's folder; absent when `main` did not even start. */
  readonly dir?: string;
  /** Absent when `main` did not get as far as starting the mission. */
  readonly settings?: Settings;
  readonly annotated: boolean;
  readonly summarized: boolean;
  /** The output of tasks is in the log, or not wanted there. */
  readonly printed: boolean;
  /** Uploaded, or given up after trying. */
  readonly uploaded: boolean;
}

/** Each milestone is written at once: the process may be killed at any moment. */
export function saveDir(dir: string): void {
  saveState('dir', dir);
}

export function saveSettings(settings: Settings): void {
  saveState('settings', JSON.stringify(settings));
}

export function saveMilestone(milestone: 'annotated' | 'summarized' | 'printed' | 'uploaded'): void {
  saveState(milestone, 'true');
}

/** Reads `STATE_*` as the runner gives them to `post`. */
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
  };
}
