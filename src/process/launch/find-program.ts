import { constants } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { canAccess } from '../../files/can-access.ts';
import { lookThrough } from '../../files/look-at.ts';

export type FoundProgram =
  | { readonly type: 'found'; readonly path: string }
  | { readonly type: 'missing' }
  | { readonly type: 'not-executable'; readonly path: string };

/** Looks up a program in PATH. Results are cached, so that a launch needs no search. */
export type FindProgram = (name: string, path: string, workingDirectory: string) => FoundProgram;

export function createFindProgram(platform: NodeJS.Platform): FindProgram {
  const known = new Map<string, FoundProgram>();
  return (name, path, workingDirectory) => {
    if (/[\\/]/.test(name)) return look([resolve(workingDirectory, name)], platform);
    const key = `${name}\0${path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // Relative folders in PATH depend on the working directory, which is not part of the key.
    const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
    const found = look([...preferred(name, platform), ...folders.map((folder) => join(folder, name))], platform);
    // Only programs that were found are cached: a task may install a missing one.
    if (found.type === 'found') known.set(key, found);
    return found;
  };
}

function look(places: readonly string[], platform: NodeJS.Platform): FoundProgram {
  let blocked: string | undefined;
  for (const place of places) {
    for (const path of platform === 'win32' ? [place, `${place}.exe`, `${place}.com`] : [place]) {
      if (!isFile(path)) continue;
      if (canAccess(path, constants.X_OK)) return { type: 'found', path };
      blocked ??= path;
    }
  }
  return blocked === undefined ? { type: 'missing' } : { type: 'not-executable', path: blocked };
}

function isFile(path: string): boolean {
  return lookThrough(path)?.isFile() === true;
}

/** On Windows the first bash in PATH often starts WSL; workflows expect the bash of Git. */
function preferred(name: string, platform: NodeJS.Platform): readonly string[] {
  const programs = process.env.ProgramFiles;
  if (platform !== 'win32' || programs === undefined) return [];
  return name === 'bash' || name === 'sh' ? [join(programs, 'Git', 'bin', name)] : [];
}
