import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderName } from '../../base/folder-name.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { everySmallTemporaryFolder, isOutside, isOwnFolder, smallTemporaryFolders } from './temporary-folders.ts';

/** Where the commands of a run are written as script files, one file for each step. */
export interface ScriptFolder {
  /**
   * Path of one script, in a folder that exists. Throws file system errors.
   *
   * @param purpose distinguishes the scripts of one id, such as a step's number
   */
  file(id: string, purpose: string, extension: string): string;
  /** Path of a folder in it, which is not made. Throws file system errors. */
  folder(name: string): string;
  /** The same, but does not make the scripts' folder again if a task has removed it: for files that exist or are lost. */
  known(name: string): string;
  /** Removes the scripts. Call it when no process of the run is left. Never throws. */
  remove(): void;
}

export interface ScriptPlace {
  /** Absolute folder of the run. */
  readonly dir: string;
  /** Absolute folder that the mission works in. */
  readonly root: string;
  /** The run's mark. */
  readonly mark: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** A folder in memory; absent: that of the system. */
  readonly memory?: string;
}

/**
 * Scripts lie in a folder for temporary files, not in the run's folder: that one is often inside the user's project, where
 * tools apply the rules of the project to a script, such as `"type": "module"` for `node {0}`, and where tools that walk the
 * tree find it. So a mission runs the same way on the command line and as an action.
 *
 * Only the current user can read the folder, and it must be new: in a shared place, another user may have made one first.
 */
export function createScriptFolder(place: ScriptPlace): ScriptFolder {
  let folder: string | undefined;

  /** Makes the folder again if a task has removed all temporary files. */
  function thereNow(): string {
    if (folder === undefined || lstatSync(folder, { throwIfNoEntry: false }) === undefined) folder = make(place);
    return folder;
  }

  return {
    file: (id, purpose, extension) => join(thereNow(), `${folderName(id)}-${purpose}${extension}`),
    folder: (name) => join(thereNow(), name),
    known: (name) => join(folder ?? thereNow(), name),
    remove: () => {
      if (folder !== undefined) removeOwn(folder);
    },
  };
}

/** Removes the scripts of a run that was killed, by its mark. Never throws. */
export function removeScripts({
  mark,
  environment,
  platform,
}: Pick<ScriptPlace, 'mark' | 'environment' | 'platform'>): void {
  // The mark comes from a file that a task can write.
  if (!/^[\w-]+$/.test(mark)) return;
  for (const base of everySmallTemporaryFolder(environment, platform)) removeOwn(join(base, nameFor(mark)));
}

function make({ dir, root, mark, environment, platform, memory }: ScriptPlace): string {
  const bases = smallTemporaryFolders(environment, platform, memory);
  // A root such as `/` contains every folder for temporary files: each of these is better than the folder of the run.
  for (const base of [...bases.filter((path) => isOutside(root, path)), ...bases]) {
    const folder = join(base, nameFor(mark));
    try {
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch {
      // Missing, read-only, full, or not new: try the next one.
    }
  }
  const folder = join(dir, 'scripts');
  makeFolder(folder);
  return folder;
}

function nameFor(mark: string): string {
  return `mission-scripts-${mark}`;
}

function removeOwn(folder: string): void {
  try {
    if (isOwnFolder(folder)) rmSync(folder, { recursive: true, force: true });
  } catch {
    // The folder remains until the system removes temporary files.
  }
}
