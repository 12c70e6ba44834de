import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute } from 'node:path';
import { freeSpace } from '../../files/free-space.ts';
import { isInside } from '../../files/inside-root.ts';
import { lookAt } from '../../files/look-at.ts';

/** Folders for temporary files, the best first. The folder of GitHub's runner is emptied before and after each job. */
export function temporaryFolders(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  return [...runnerFolder(environment), tmpdir(), ...(platform === 'win32' ? [] : ['/tmp'])].filter(isAbsolute);
}

/** A folder in memory that every user may write to (shm_open(3)). */
const MEMORY = '/dev/shm';

/** Bytes. Containers often have 64 MB there, which the exchange files of thousands of tasks can fill. */
const LEAST_MEMORY = 256 * 1024 ** 2;

/**
 * The same for small files that a run makes and removes with each task, with a folder in memory before those on disk: ext4
 * searches past each inode that was freed in the last minutes, which costs more than 1 ms of CPU per task. If the user names a
 * folder with TMPDIR, that one is used.
 *
 * @param memory the folder in memory; tests pass another one
 */
export function smallTemporaryFolders(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  memory = MEMORY,
): readonly string[] {
  const { TMPDIR = '' } = environment;
  const hasRoom = platform === 'linux' && TMPDIR === '' && (freeSpace(memory) ?? 0) >= LEAST_MEMORY;
  return [...runnerFolder(environment), ...(hasRoom ? [memory] : []), ...temporaryFolders(environment, platform)];
}

/** All folders in which an earlier run may have made small files, whatever room there was. */
export function everySmallTemporaryFolder(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): readonly string[] {
  return [...temporaryFolders(environment, platform), ...(platform === 'linux' ? [MEMORY] : [])];
}

/**
 * The same for files that may be large. On many Linux systems `/tmp` is a part of the memory, and `/var/tmp` is the place for
 * large temporary files (file-hierarchy(7)). If the user names a folder with TMPDIR, that one is used.
 */
export function largeTemporaryFolders(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  const { TMPDIR = '' } = environment;
  const large = TMPDIR === '' ? (platform === 'linux' ? ['/var/tmp'] : []) : [TMPDIR].filter(isAbsolute);
  return [...new Set([...runnerFolder(environment), ...large, ...temporaryFolders(environment, platform)])];
}

function runnerFolder({ GITHUB_ACTIONS, RUNNER_TEMP }: NodeJS.ProcessEnv): readonly string[] {
  return GITHUB_ACTIONS === 'true' && RUNNER_TEMP ? [RUNNER_TEMP].filter(isAbsolute) : [];
}

/** True if a folder lies outside of the root once links are followed; false if one of them does not exist. */
export function isOutside(root: string, path: string): boolean {
  try {
    return !isInside(realpathSync.native(root), realpathSync.native(path));
  } catch {
    return false;
  }
}

/** True for a folder of the current user. In a shared place, another user may have made one with the same name. */
export function isOwnFolder(path: string): boolean {
  const stats = lookAt(path);
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
}
