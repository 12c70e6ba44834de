import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';

/** Readers see the old text or the new one, never a half. */
export function writeFileAtomically(path: string, text: string): void {
  const partial = `${path}.partial`;
  // A task may have put a link or a named pipe in its place: one leads elsewhere, the other never answers.
  rmSync(partial, { recursive: true, force: true });
  writeFileSync(partial, text, { flag: 'wx' });
  try {
    renameSync(partial, path);
  } catch (error) {
    if (errorCode(error) !== 'EISDIR') throw error;
    // A folder in its place is a task's, too.
    rmSync(path, { recursive: true, force: true });
    renameSync(partial, path);
  }
}
