/*
 * Keeps files of tasks: `artifacts` names them, and they are copied to `files/ID/` of the run's folder after its last step, and
 * again after each step of its `finally`, which may add files such as the log of a container.
 *
 * `artifacts.ts` is loaded with every run and decides whether there is something to do. `keep-files.ts` finds and copies the files, with
 * the walk of `process/results/find-files.ts`. The result goes into the journal with what the attempt left behind
 * (`schedule/events/kept-files.ts`), and the action uploads the copies with the reports.
 *
 * Invariants:
 * - The files of the last attempt are kept, whether it succeeded or not. Those of an earlier attempt are removed first.
 * - What `finally` removes stays kept, what it changes is copied again, and what it adds is kept too.
 * - Links are not followed, and nothing outside of the root or the workspace is read.
 * - Number and size are limited, and a note says what was left out.
 * - Secrets are redacted in the copies, because copies are published. The files of the task stay as they are.
 * - If tasks on other runners use the copies (`exact`), a file with a secret and a file too many are problems instead, and links that stay
 *   inside the root are kept as links.
 * - Nothing throws.
 *
 * Not done here: the verdict (`schedule/attempt.ts`) and the upload (`github/documents.ts`).
 */
import { join } from 'node:path';
import { fileStem } from '../../base/file-stem.ts';
import type { Task } from '../../mission/model/mission.ts';
import type { Redactor } from '../../secrets/redact.ts';
import type { EnsureFolder } from '../contract/task-files.ts';
import type { CollectedArtifacts } from './keep-files.ts';
import type { KeptBefore } from './kept-before.ts';

export interface ArtifactsQuestion {
  readonly task: Task;
  /** Absolute folder that the patterns are relative to. */
  readonly root: string;
  /** Absolute folder of the run. */
  readonly dir: string;
  /** The last step exited with 0: then a pattern without a file is a problem. */
  readonly exitedWell: boolean;
  readonly redactor: Redactor;
  readonly ensureFolder: EnsureFolder;
  /** True: tasks on other runners use the files, so they are kept as they are or not at all. */
  readonly exact: boolean;
  /** What was kept of the same attempt. */
  readonly before: KeptBefore;
}

/** Where the kept files of a task are. */
export function keptFolder(dir: string, id: string): string {
  return join(dir, 'files', fileStem(id));
}

/** True if a task keeps files: its artifacts, and from a workspace its deliverable, which would be removed with it. */
export function keepsFiles({ artifacts = [], deliverable, workspace }: Task): boolean {
  return artifacts.length > 0 || (workspace !== undefined && deliverable !== undefined);
}

/** Copies what a task keeps. Never rejects. */
export async function collectArtifacts(question: ArtifactsQuestion): Promise<CollectedArtifacts> {
  const { task, dir, ...rest } = question;
  const { artifacts = [], deliverable, workspace, workingDirectory: folder } = task;
  const optional = workspace === undefined ? undefined : deliverable;
  // Loaded here, because most missions keep no files.
  const { keepFiles } = await import('./keep-files.ts');
  const target = keptFolder(dir, task.id);
  return keepFiles({ ...rest, folder, patterns: artifacts, target, ...(optional === undefined ? {} : { optional }) });
}
