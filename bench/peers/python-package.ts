import { join } from 'node:path';

/** Where `npm run bench -- --install` puts the peers that come as Python packages. */
export const pythonFolder = join(import.meta.dirname, '.python');

/** A program of an installed package; the file may be missing. */
export function pythonProgram(name: string): string {
  return join(pythonFolder, 'bin', name);
}
