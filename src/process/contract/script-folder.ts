import { constants, mkdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { folderName } from '../../base/folder-name.ts';
import { canAccess } from '../../files/can-access.ts';
import { freeSpace } from '../../files/free-space.ts';
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
  /** Path of the folder itself, which exists unless a task has removed it since. Throws file system errors. */
  folder(): string;
  /**
   * Makes the folder again if a task has removed it. If nothing can be written to it any more, because a task has replaced it or made it read-only,
   * a new one is made in the next folder for temporary files. Throws file system errors.
   *
   * @returns `kept` if the folder can be used as it is, or if there is no better one
   */
  restore(): 'kept' | 'made' | 'moved';
  /**
   * Path of the folder for the files that this attempt exchanges with the run. Does not make the scripts' folder again if a task has
   * removed it: for files that exist or are lost.
   */
  exchange(id: string, attempt: number): string;
  /** An attempt begins: until it ends, its folder is the one that has space now. */
  beginExchange(id: string, attempt: number): void;
  /**
   * What is made from now on goes to the next folder for temporary files, because no space is left on the disk of this one. What was made
   * stays where it is.
   *
   * @returns the new folder; undefined if there is none, or if the disk has space
   */
  leaveFull(): string | undefined;
  /** Removes the scripts. Call it when no process of the run is left. Never throws. */
  remove(): void;
}

/** Name of the folder for the files that attempts exchange with the run. */
const EXCHANGE = 'io';

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
  /** Bytes that can be written to the disk of a folder; absent: what the system reports. */
  readonly spaceOf?: (folder: string) => number | undefined;
}

/** Bytes. A script and the files of an attempt need less. */
const LEAST_SPACE = 1024 ** 2;

/**
 * Scripts lie in a folder for temporary files, not in the run's folder: that one is often inside the user's project, where
 * tools apply the rules of the project to a script, such as `"type": "module"` for `node {0}`, and where tools that walk the
 * tree find it. So a mission runs the same way on the command line and as an action.
 *
 * Only the current user can read the folder, and it must be new: in a shared place, another user may have made one first.
 */
export function createScriptFolder(place: ScriptPlace): ScriptFolder {
  const { spaceOf = freeSpace } = place;
  let folder: string | undefined;
  /** Folders on full disks, and replaced ones: attempts that began earlier still use them. */
  const left: string[] = [];
  const exchanges = new Map<string, string>();
  /** In the folder that has space now. One text for all attempts: thousands of copies would stay in memory. */
  let exchange: { readonly folder: string; readonly path: string } | undefined;

  function thereNow(): string {
    if (folder !== undefined) restore();
    folder ??= make(place);
    return folder;
  }

  function restore(): 'kept' | 'made' | 'moved' {
    if (folder === undefined || isUsable(folder)) return 'kept';
    const next = make(place);
    if (next === folder) return isUsable(next) ? 'made' : 'kept';
    left.push(folder);
    folder = next;
    return 'moved';
  }

  function exchangeNow(): string {
    const current = folder ?? thereNow();
    if (exchange?.folder !== current) exchange = { folder: current, path: join(current, EXCHANGE) };
    return exchange.path;
  }

  return {
    file: (id, purpose, extension) => scriptIn(thereNow(), id, purpose, extension),
    folder: () => folder ?? thereNow(),
    restore,
    exchange: (id, attempt) => {
      const known = left.length === 0 ? undefined : exchanges.get(`${attempt} ${id}`);
      return known ?? exchangeNow();
    },
    beginExchange: (id, attempt) => {
      exchanges.set(`${attempt} ${id}`, exchangeNow());
    },
    leaveFull: () => {
      if (folder === undefined || (spaceOf(folder) ?? 0) >= LEAST_SPACE) return undefined;
      const next = makeTemporary(place);
      if (next === undefined) return undefined;
      left.push(folder);
      folder = next;
      return next;
    },
    remove: () => {
      for (const path of [...left, ...(folder === undefined ? [] : [folder])]) removeOwn(path);
    },
  };
}

/** The path of a script in the folder of the scripts. */
export function scriptIn(folder: string, id: string, purpose: string, extension: string): string {
  return `${folder}${sep}${folderName(id)}-${purpose}${extension}`;
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

function make(place: ScriptPlace): string {
  const made = makeTemporary(place);
  if (made !== undefined) return made;
  const folder = join(place.dir, 'scripts');
  makeFolder(folder);
  return folder;
}

/** Undefined if none can be made, for example because each exists already. */
function makeTemporary({ root, mark, environment, platform, memory }: ScriptPlace): string | undefined {
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
  return undefined;
}

/** False if a task has removed the folder, replaced it or one above it, or made it read-only. */
function isUsable(folder: string): boolean {
  return isOwnFolder(folder) && canAccess(folder, constants.W_OK | constants.X_OK);
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
