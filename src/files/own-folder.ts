import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Makes a folder of the run. A task may have put anything in its place: everything that is not a folder is removed, also
 * a link, which would lead elsewhere. Folders above `top` are only made if they are missing. Throws the system's error.
 *
 * @param path `top` itself or a folder below it
 */
export function makeOwnFolder(top: string, path: string): void {
  let folder = top;
  makeLevel(folder, makeFolder);
  for (const name of relative(top, path).split(sep)) {
    if (name === '') continue;
    folder = join(folder, name);
    makeLevel(folder, mkdirSync);
  }
}

function makeLevel(folder: string, make: (path: string) => void): void {
  const there = lstatSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) rmSync(folder, { recursive: true, force: true });
  make(folder);
}
