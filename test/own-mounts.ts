import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the program after it with mounts of its own, which no other program sees. Where the system allows it, not only root may do that. */
export const ownMounts: readonly string[] = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
  '--mount',
];

/** A shell command that makes a folder read-only, also for root. */
export function makeReadOnly(folder: string): string {
  return `mount --bind "${folder}" "${folder}" && mount -o remount,bind,ro "${folder}"`;
}

/**
 * Whether both work here. A container may allow the mounts of its own and refuse the rest, and the kernel refuses a user to change a file system that is
 * mounted with `nosuid`.
 */
export const hasOwnMounts = process.platform === 'linux' && canMakeReadOnly();

function canMakeReadOnly(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mission mounts '));
  try {
    const [program = '', ...words] = ownMounts;
    const command = `${makeReadOnly(folder)} && ! touch "${folder}/file"`;
    return spawnSync(program, [...words, 'sh', '-c', command]).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
