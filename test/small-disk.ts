import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { asRoot } from './as-root.ts';

/**
 * Mounts an empty disk of this size for the test that calls it. This needs root, or sudo without a password as on a
 * runner. Otherwise, the test is skipped with the reason.
 *
 * @param at an existing folder; without it a new one
 */
export function smallDisk(megabytes: number, skip: (why: string) => never, at?: string): string {
  const path = at ?? realpathSync(mkdtempSync(join(tmpdir(), 'mission-disk-')));
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', path);
  } catch (error) {
    rmdirSync(path);
    skip(`no small disk can be mounted here: ${error instanceof Error ? error.message : String(error)}`);
  }
  onTestFinished(() => {
    asRoot('umount', '--lazy', path);
    if (at === undefined) rmdirSync(path);
  });
  return path;
}
