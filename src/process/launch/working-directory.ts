import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { isInside } from '../../files/inside-root.ts';

export type WorkingDirectory =
  | { readonly type: 'found'; readonly path: string }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Checked before each launch, for spawn answers a missing folder with the same ENOENT as a missing program. Not cached:
 * an earlier task may make or remove the folder, and the check costs 0.02 ms.
 */
export function checkWorkingDirectory(root: string, written: string): WorkingDirectory {
  const path = resolve(root, written);
  const refused = (found: string, todo: string): WorkingDirectory => ({
    type: 'refused',
    message: `working-directory "${written}": expected a folder at ${path}, found ${found}; ${todo}`,
  });
  try {
    const real = realpathSync.native(path);
    const realRoot = realpathSync.native(root);
    if (!isInside(realRoot, real)) {
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
