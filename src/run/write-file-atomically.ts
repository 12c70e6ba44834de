import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Readers see the old text or the new one, never a half. */
export function writeFileAtomically(path: string, text: string): void {
  const partial = `${path}.partial`;
  // A task may have put a link or a named pipe in its place: one leads elsewhere, the other never answers.
  rmSync(partial, { recursive: true, force: true });
  writeFileSync(partial, text, { flag: 'wx' });
  renameSync(partial, path);
}
