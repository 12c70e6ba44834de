import { symlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';

/**
 * Makes the links of an archive. Call it after all files were written: nothing is written through a link. Throws the system's error.
 *
 * @param links pairs of a path below `folder` and a target, both with slashes
 */
export function makeLinks(folder: string, links: Iterable<readonly [path: string, target: string]>): void {
  for (const [path, target] of links) {
    makeFolder(dirname(join(folder, path)));
    symlinkSync(target.split('/').join(sep), join(folder, path));
  }
}
