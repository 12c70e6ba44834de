import { sep } from 'node:path';
import { fileStem } from '../../base/file-stem.ts';
import { lookAt } from '../../files/look-at.ts';
import { makeFolder } from '../../files/make-folder.ts';

/** Absolute paths of the files of one attempt of a task. */
export interface TaskFiles {
  readonly log: string;
  readonly output: string;
  readonly report: string;
  readonly context: string;
  /** Variables for the later steps of the attempt. */
  readonly env: string;
  /** Folders for the PATH of the later steps. */
  readonly path: string;
}

/** The folders of a run in which its tasks find their files; absolute. */
export interface TaskFolders {
  /** The folder of the run. */
  readonly dir: string;
  /** For the files through which an attempt exchanges data with the run. */
  readonly exchange: (id: string, attempt: number) => string;
}

/** A folder for each attempt, so that what a stopped attempt still writes never reaches the next one's outputs. */
export function taskFiles({ dir, exchange: folder }: TaskFolders, id: string, attempt: number): TaskFiles {
  // Not `join`: it normalizes the whole path each time, and a run asks for these paths several times for each task.
  const exchange = `${folder(id, attempt)}${sep}${attempt}${sep}${fileStem(id)}`;
  return {
    log: logFile(dir, id),
    output: `${exchange}.output`,
    report: `${exchange}.report.md`,
    context: `${exchange}.context.json`,
    env: `${exchange}.env`,
    path: `${exchange}.path`,
  };
}

/** Raw output of a task or service. */
export function logFile(dir: string, id: string): string {
  return `${dir}${sep}logs${sep}${fileStem(id)}.log`;
}

/** Makes a folder if it is missing. Throws file system errors. */
export type EnsureFolder = (path: string) => void;

export function createEnsureFolder(): EnsureFolder {
  const made = new Set<string>();
  return (path) => {
    // A task may have removed it since.
    if (made.has(path) && lookAt(path)?.isDirectory() === true) return;
    makeFolder(path);
    made.add(path);
  };
}
