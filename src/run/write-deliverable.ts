import { lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Writes a completion report to its deliverable path. Returns why it was not written, or undefined. Nothing outside
 * `root` is ever touched: links on the way are resolved first, and a link in the file's place is not followed.
 */
export function writeDeliverable(root: string, deliverable: string, text: string): string | undefined {
  const path = resolve(root, deliverable);
  try {
    if (!isInside(realpathSync(root), deepestReal(dirname(path)))) {
      return `expected the deliverable ${deliverable} inside ${root}, found a path that leaves it; the report was not written there`;
    }
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) {
      const found = stats.isSymbolicLink() ? 'a symbolic link' : 'something else';
      return `expected a file or nothing at the deliverable ${deliverable}, found ${found}; the report was not written there`;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return `the deliverable ${deliverable} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The real place of a folder of which only a part may exist yet. */
function deepestReal(path: string): string {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    if (lstatSync(at, { throwIfNoEntry: false }) !== undefined || dirname(at) === at) {
      return join(realpathSync(at), ...missing);
    }
    missing.unshift(relative(dirname(at), at));
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}
