import { spawnSync } from 'node:child_process';

/** Runs the program after it with mounts of its own, which no other program sees. Where the system allows it, not only root may do that. */
export const ownMounts: readonly string[] = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
  '--mount',
];

/** Whether that works here. */
export const hasOwnMounts =
  process.platform === 'linux' && spawnSync(ownMounts[0] ?? '', [...ownMounts.slice(1), 'true']).status === 0;

/** A shell command that makes a folder read-only, also for root. */
export function makeReadOnly(folder: string): string {
  return `mount --bind "${folder}" "${folder}" && mount -o remount,bind,ro "${folder}"`;
}
