import { join } from 'node:path';

/** Folder into which `npm run bench -- --install` installs the peers from PyPI. */
export const pythonFolder = join(import.meta.dirname, '.python');

/** Path of a program of an installed package. The file may be missing. */
export function pythonProgram(name: string): string {
  return join(pythonFolder, 'bin', name);
}
