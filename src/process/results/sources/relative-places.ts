import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lookThrough } from '../../../files/look-at.ts';
import type { TestFailure } from '../../../schedule/events/test-results.ts';
import { type FoundFailure, isLibrary, type Place } from './place.ts';

/** Where the files that tools name may be. */
export interface Workspace {
  /** Absolute root of the mission, or of the task's own workspace. */
  readonly root: string;
  /** Folders in which the tool may have run, relative to the root; the first in which a file is counts. */
  readonly folders: readonly string[];
  /** Files of the root that end with this path, at most two; empty if it takes too long to look. */
  readonly search?: (path: string) => readonly string[];
}

/** Searches through all files, for failures whose tool names no folder. */
const mostSearches = 5;

/**
 * Chooses the place of each failure: the first of its candidates that is a file inside of the root, and gives it relative to the root, with
 * `/`. Tools write absolute paths, URLs, or paths relative to the folder in which they run or in which their tests are. If no candidate is
 * such a file, the place that the tool gave as that of the test stays as it is.
 */
export function createPlacer({ root, folders, search = () => [] }: Workspace): (failure: FoundFailure) => TestFailure {
  const known = new Map<string, string | undefined>();
  const roots = [root, realPath(root)];
  let searches = 0;

  const insideOf = (written: string): string | undefined => {
    if (!known.has(written)) known.set(written, fileInside(written, roots, folders));
    return known.get(written);
  };
  const searched = ({ file, line }: Place): Place | undefined => {
    const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
    if (searches >= mostSearches || isAbsolute(path) || path.startsWith('../') || path.includes(':')) return undefined;
    searches++;
    const [found, second] = search(path);
    known.set(file, second === undefined ? found : undefined);
    return found === undefined || second !== undefined ? undefined : placed(found, line);
  };

  return ({ places, ...failure }) => {
    for (const { file, line } of places ?? []) {
      const inside = insideOf(file);
      if (inside !== undefined) return { ...withoutPlace(failure), ...placed(inside, line) };
    }
    const [best] = places ?? [];
    const found = best === undefined ? undefined : searched(best);
    if (found !== undefined) return { ...withoutPlace(failure), ...found };
    if (failure.file === undefined) return failure;
    return { ...failure, file: relativePath(failure.file, roots, folders) };
  };
}

function withoutPlace({ file: _file, line: _line, ...failure }: TestFailure): TestFailure {
  return failure;
}

function placed(file: string, line: number | undefined): Place {
  return { file, ...(line === undefined ? {} : { line }) };
}

/** The path from the root of a file that is there and belongs to no library. */
function fileInside(written: string, roots: readonly string[], folders: readonly string[]): string | undefined {
  const path = relativePath(written, roots, folders);
  const [root = ''] = roots;
  return isAbsolute(path) || isOutside(path) || isLibrary(path) || !isFile(join(root, path)) ? undefined : path;
}

function relativePath(written: string, roots: readonly string[], folders: readonly string[]): string {
  const path = written.startsWith('file://') ? pathOfUrl(written) : written;
  if (isAbsolute(path)) {
    const inside = roots.map((root) => relative(root, path)).find((near) => !isOutside(near));
    return (inside ?? path).replaceAll('\\', '/');
  }
  const [root = ''] = roots;
  const near = folders.map((folder) => relative(root, join(root, folder, path)));
  const known = near.find((each) => !isOutside(each) && isFile(join(root, each))) ?? relative(root, join(root, path));
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

function isFile(path: string): boolean {
  return lookThrough(path)?.isFile() === true;
}
