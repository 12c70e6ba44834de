import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../base/error-code.ts';

/**
 * Makes a folder and those above it that are missing. Throws what the system says. Node's own `recursive` never comes
 * back where a folder exists that nothing can be made in, such as `/proc` (seen with Node 20 and 24).
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  for (; !isThere(folder); folder = dirname(folder)) missing.push(folder);
  if (missing.length === 0 && !statSync(folder).isDirectory()) mkdirSync(folder);
  for (const next of missing.reverse()) {
    try {
      mkdirSync(next);
    } catch (error) {
      // Somebody else makes it, too.
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
