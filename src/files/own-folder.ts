import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Makes a folder of the run, in whose place a task may have put anything: what is no folder is removed, a link among it,
 * which would lead elsewhere. What lies above `top` is only made where it is missing. Throws what the system says.
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
