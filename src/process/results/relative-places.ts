import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestFailure } from '../../schedule/events/test-results.ts';
import type { TestResults } from './test-results.ts';

/**
 * The same results with the files of failures relative to the root of the mission, with `/`, if they are inside of it. Tools
 * write absolute paths, URLs, or paths relative to the folder in which they run.
 *
 * @param folders in which the tool may have run, relative to the root; the first in which a file is counts
 */
export function relativePlaces(results: TestResults, root: string, folders: readonly string[]): TestResults {
  const known = new Map<string, string>();
  const roots = [root, realPath(root)];
  const shown = (failure: TestFailure): TestFailure => {
    const { file } = failure;
    if (file === undefined) return failure;
    const path = known.get(file) ?? relativePath(file, roots, folders);
    known.set(file, path);
    return { ...failure, file: path };
  };
  return { ...results, failures: results.failures.map(shown), flakyTests: results.flakyTests.map(shown) };
}

function relativePath(written: string, roots: readonly string[], folders: readonly string[]): string {
  const path = written.startsWith('file://') ? pathOfUrl(written) : written;
  if (isAbsolute(path)) {
    const inside = roots.map((root) => relative(root, path)).find((near) => !isOutside(near));
    return (inside ?? path).replaceAll('\\', '/');
  }
  const [root = ''] = roots;
  const near = folders.map((folder) => relative(root, join(root, folder, path)));
  const known = near.find((each) => !isOutside(each) && exists(join(root, each))) ?? relative(root, join(root, path));
  return (isOutside(known) ? path : known).replaceAll('\\', '/');
}

function isOutside(near: string): boolean {
  return near === '' || near === '..' || /^\.\.[\\/]/.test(near) || isAbsolute(near);
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
