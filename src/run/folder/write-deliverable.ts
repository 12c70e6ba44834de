import { lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { whyOutside } from '../../files/inside-root.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { writeNewFile } from '../../files/write-new-file.ts';

/**
 * Writes a completion report to its deliverable. Returns why it was not written, or undefined. Never writes outside `root`:
 * links in the path are resolved first, and a link in the place of the file is not followed.
 */
export function writeDeliverable(root: string, deliverable: string, text: string): string | undefined {
  const path = resolve(root, deliverable);
  try {
    const outside = whyOutside(root, deliverable);
    if (outside !== undefined) {
      return `expected the deliverable ${deliverable} inside ${root}, found ${outside}; the report was not written there`;
    }
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) {
      const found = stats.isSymbolicLink() ? 'a symbolic link' : 'something else';
      return `expected a file or nothing at the deliverable ${deliverable}, found ${found}; the report was not written there`;
    }
    makeFolder(dirname(path));
    // A file that was there is replaced as a whole, or stays.
    if (!writeNewFile(path, text)) writeFileAtomically(path, text);
    return undefined;
  } catch (error) {
    return `the deliverable ${deliverable} could not be written: ${errorText(error)}`;
  }
}
