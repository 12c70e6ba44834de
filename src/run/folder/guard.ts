import { lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../../files/inside-root.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { makeOwnFolder } from '../../files/own-folder.ts';
import { IDENTITY, KEPT_OUT_OF_GIT } from './run-folder.ts';

/**
 * Makes a folder before something is written in it. A task may clean the workspace, and with it the folder of the run, or
 * put a file or a link in its place: the run goes on, and what it writes from then on is there. Throws what the system says.
 */
export type EnsureFolder = (path: string) => void;

/**
 * Guards the folder of a run that has just begun.
 *
 * @param lost called once, when the folder was made again: what was in it is gone
 */
export function guardFolder(dir: string, lost: () => void): EnsureFolder {
  const identity = readText(join(dir, IDENTITY));
  let place = placeOf(dir);
  let isLost = false;
  return (path) => {
    if (!isInside(dir, path)) {
      makeFolder(path);
      return;
    }
    makeOwnFolder(dir, path);
    const before = place;
    place = placeOf(dir);
    const isIgnored = exists(join(dir, '.gitignore'));
    const isNamed = exists(join(dir, IDENTITY));
    // Kept out of git, and marked as in use, as it was.
    if (!isIgnored) writeIfMissing(join(dir, '.gitignore'), KEPT_OUT_OF_GIT);
    if (!isNamed && identity !== undefined) writeIfMissing(join(dir, IDENTITY), identity);
    // Some file systems give a new folder the number of the one that was removed.
    if (isLost || (place === before && (isIgnored || isNamed))) return;
    isLost = true;
    lost();
  };
}

/** Distinguishes a folder from another one of the same name. */
function placeOf(dir: string): string {
  const { dev, ino } = statSync(dir, { bigint: true });
  return `${dev} ${ino}`;
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readText(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function writeIfMissing(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch {
    // It is there already, or nothing can be written: what is written next says so.
  }
}
