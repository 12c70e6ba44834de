import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { errorCode } from '../base/error-code.ts';

/**
 * Whether a path, relative to `root` or absolute, stays inside of it once symbolic links are followed. The last part
 * itself is not followed, and what does not exist yet is judged by the nearest folder above that does.
 */
export function staysInside(root: string, path: string): boolean {
  const absolute = resolve(root, path);
  const parent = dirname(absolute);
  try {
    // The root itself has no name inside of the root.
    return absolute !== resolve(root) && isInside(realpathSync.native(root), nearestReal(parent));
  } catch {
    return false;
  }
}

/** Both absolute and free of symbolic links; a folder is inside of itself. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Throws what `realpath` throws, except that a missing part is skipped upwards. */
function nearestReal(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    const above = dirname(folder);
    if (errorCode(error) !== 'ENOENT' || above === folder) throw error;
    return nearestReal(above);
  }
}
