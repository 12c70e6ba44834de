import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../base/error-code.ts';

/**
 * Makes a folder and all missing folders above it. Throws the system's error. Node's own `recursive` never returns if
 * there is a folder in which nothing can be made, such as `/proc` (seen with Node 20 and 24).
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) mkdirSync(folder);
  for (; !isThere(folder); folder = dirname(folder)) missing.push(folder);
  for (const next of missing.reverse()) {
    try {
      mkdirSync(next);
    } catch (error) {
      // Another process has made it in the meantime.
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
