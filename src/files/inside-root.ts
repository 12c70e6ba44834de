import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { errorCode } from '../base/error-code.ts';

/**
 * Whether a path, relative to `root` or absolute, stays inside the root once symbolic links are followed. The last part
 * itself is not followed. A path that does not exist yet is judged by the nearest folder above it that exists.
 */
export function staysInside(root: string, path: string): boolean {
  const absolute = resolve(root, path);
  const parent = dirname(absolute);
  try {
    // The root itself has no name inside the root.
    return absolute !== resolve(root) && isInside(realpathSync.native(root), nearestReal(parent));
  } catch {
    return false;
  }
}

/** Whether `path` lies inside `root`. Both are absolute and free of symbolic links. A folder lies inside itself. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Throws the errors of `realpath`, except for missing parts: these are skipped upwards. */
function nearestReal(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    const above = dirname(folder);
    if (errorCode(error) !== 'ENOENT' || above === folder) throw error;
    return nearestReal(above);
  }
}
