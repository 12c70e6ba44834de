import { renameSync, writeFileSync } from 'node:fs';

/** Readers see the old text or the new one, never a half. */
export function writeFileAtomically(path: string, text: string): void {
  const partial = `${path}.partial`;
  writeFileSync(partial, text);
  renameSync(partial, path);
}
