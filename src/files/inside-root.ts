import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { errorCode, errorText } from '../base/error-code.ts';

/**
 * Whether a path, relative to `root` or absolute, stays inside the root once symbolic links are followed. The last part
 * itself is not followed. A path that does not exist yet is judged by the nearest folder above it that exists.
 */
export function staysInside(root: string, path: string): boolean {
  return whyOutside(root, path) === undefined;
}

/** Why a path does not stay inside the root, or cannot be followed, as a clause after "found"; undefined if it stays inside. */
export function whyOutside(root: string, path: string): string | undefined {
  const absolute = resolve(root, path);
  try {
    // The root itself has no name inside the root.
    const stays = absolute !== resolve(root) && isInside(realpathSync.native(root), nearestReal(dirname(absolute)));
    return stays ? undefined : 'that it leads out of it';
  } catch (error) {
    return errorText(error);
  }
}

/** Whether `path` lies inside `root`. Both are absolute and free of symbolic links. A folder lies inside itself. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Throws the errors of `realpath`, except for missing parts, also below a file: these are skipped upwards. */
function nearestReal(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    const above = dirname(folder);
    const isMissing = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
    if (!isMissing || above === folder) throw error;
    return nearestReal(above);
  }
}
