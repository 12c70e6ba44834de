import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { isInside } from '../../files/inside-root.ts';

export type WorkingDirectory =
  | { readonly type: 'found'; readonly path: string }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Checks the folder before each launch, because spawn fails with the same ENOENT for a missing folder and a missing program.
 * Not cached: a task may make or remove the folder, and the check takes 0.02 ms.
 */
export function checkWorkingDirectory(root: string, written: string): WorkingDirectory {
  const path = resolve(root, written);
  const refused = (found: string, todo: string): WorkingDirectory => ({
    type: 'refused',
    message: `working-directory "${written}": expected a folder at ${path}, found ${found}; ${todo}`,
  });
  try {
    const real = realpathSync.native(path);
    // Most tasks run in the root itself.
    const realRoot = path === resolve(root) ? real : realpathSync.native(root);
    if (real !== realRoot && !isInside(realRoot, real)) {
      return refused(`that it leads to ${real}, outside of ${realRoot}`, 'choose a folder inside of it');
    }
    if (!statSync(real).isDirectory()) return refused('a file', 'name the folder that it lies in');
    return { type: 'found', path: real };
  } catch (error) {
    switch (errorCode(error)) {
      case 'ENOENT':
        return refused('nothing', 'create it in an earlier task or correct the path');
      case 'ENOTDIR':
        return refused('a file on the way', 'correct the path');
      default:
        return refused(`an error (${errorText(error)})`, 'make it readable');
    }
  }
}
