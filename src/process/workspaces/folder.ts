import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { errorCode } from '../../base/error-code.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';
import { isOutside, isOwnFolder, largeTemporaryFolders } from '../contract/temporary-folders.ts';
import { processPlace } from '../trees/process-place.ts';
import { processStart } from '../trees/process-start.ts';
import { removeTree } from './remove-tree.ts';

/** The file in the folder that says which run it belongs to. */
const OWNER = 'run.json';

const PREFIX = 'mission-workspaces-';

/** The run that made a folder of workspaces. */
interface Owner {
  readonly pid: number;
  /** The pid namespace and the boot in which `pid` is valid. */
  readonly place?: string;
  readonly start?: string;
  /** True if the folder is to stay when the run has ended. */
  readonly kept: boolean;
  readonly commonDir: string;
}

export interface FolderPlace {
  readonly mark: string;
  /** Absolute root of the mission. */
  readonly root: string;
  /** Absolute; see `Checkout`. */
  readonly commonDir: string;
  readonly kept: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/**
 * Makes the folder of all workspaces of a run, readable only by the current user. It lies in a folder for temporary files: neither
 * below the root, where tools that search the project would find it, nor inside the git directory, because Jest and other tools
 * ignore every path with `/.git/` in it. Above it there is no file that a tool could take for one of the project.
 *
 * Throws a sentence if there is no place for it.
 */
export function makeWorkspaceFolder({ mark, root, commonDir, kept, environment, platform }: FolderPlace): string {
  const bases = largeTemporaryFolders(environment, platform).filter((path) => isOutside(root, path));
  for (const base of bases) {
    let made: string | undefined;
    try {
      const folder = join(realpathSync.native(base), PREFIX + mark);
      mkdirSync(folder, { mode: 0o700 });
      made = folder;
      const start = processStart(process.pid);
      const place = processPlace();
      const owner: Owner = {
        pid: process.pid,
        ...(place === undefined ? {} : { place }),
        ...(start === undefined ? {} : { start }),
        kept,
        commonDir,
      };
      writeFileSync(join(folder, OWNER), `${JSON.stringify(owner)}\n`);
      return folder;
    } catch {
      // Missing, read-only, full, or not new: try the next one. Git knows of no workspace in it yet.
      if (made !== undefined) removeQuietly(made, true);
    }
  }
  throw new Error(
    `expected a folder for workspaces outside of ${root}, found none that can be written to (${bases.join(', ')}); set TMPDIR to one`,
  );
}

/**
 * Removes the workspaces of a run that was killed, by its mark, unless it was to keep them.
 *
 * @returns sentences about what is left
 */
export async function removeWorkspacesOf(mark: string, environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  // The mark comes from a file that a task can write.
  if (!/^[\w-]+$/.test(mark)) return [];
  const folders = largeTemporaryFolders(environment, process.platform).map((base) => join(base, PREFIX + mark));
  const removed = await Promise.all(
    folders.map((folder) => (readOwner(folder)?.kept === true ? [] : removeWorkspaceFolder(folder))),
  );
  return removed.flat();
}

/** Removes the workspaces of killed runs that nothing has resumed or reported. Never rejects. */
export async function removeAbandoned(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<void> {
  for (const base of largeTemporaryFolders(environment, platform)) {
    for (const name of namesIn(base)) {
      if (!name.startsWith(PREFIX)) continue;
      const owner = readOwner(join(base, name));
      if (owner === undefined || owner.kept || isAlive(owner)) continue;
      await removeWorkspaceFolder(join(base, name));
    }
  }
}

/** Removes a folder of workspaces and what git knows of them. Returns sentences about what is left. Never rejects. */
export async function removeWorkspaceFolder(folder: string): Promise<readonly string[]> {
  if (!isOwnFolder(folder)) return [];
  const real = realpathSync.native(folder);
  const commonDir = readOwner(real)?.commonDir;
  // Its owner goes last, so that a removal that is interrupted can be repeated.
  const problems: string[] = [];
  for (const name of namesIn(real)) {
    const left = name === OWNER ? undefined : await removeTree(join(real, name));
    if (left !== undefined) problems.push(`workspace ${join(real, name)} could not be removed: ${left}`);
  }
  if (commonDir !== undefined) forgetWorktrees(commonDir, real);
  if (problems.length > 0) return problems;
  const left = await removeTree(real);
  return left === undefined ? [] : [`${real} could not be removed: ${left}`];
}

/**
 * Removes what git knows of worktrees in a folder, as `git worktree prune` does for all that are gone. Other worktrees of the user
 * stay, also one whose disk is not mounted at the moment. Never throws.
 */
export function forgetWorktrees(commonDir: string, folder: string): void {
  const worktrees = join(commonDir, 'worktrees');
  for (const name of namesIn(worktrees)) {
    try {
      const gitdir = readFileSync(join(worktrees, name, 'gitdir'), 'utf8').trim();
      const path = resolve(join(worktrees, name), gitdir);
      if (path.startsWith(folder + sep)) rmSync(join(worktrees, name), { recursive: true, force: true });
    } catch {
      // Removed meanwhile, or damaged: git prunes it some day.
    }
  }
  try {
    // As git does after the last worktree.
    rmdirSync(worktrees);
  } catch {
    // Others are left, or it was never made.
  }
}

function readOwner(folder: string): Owner | undefined {
  try {
    if (!isOwnFolder(folder)) return undefined;
    const path = join(folder, OWNER);
    const stats = lstatSync(path);
    if (!stats.isFile() || stats.size > 64 * 1024) return undefined;
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('commonDir' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.commonDir === 'string' ? (value as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** In another container, the pid says nothing: then the run counts as alive. */
function isAlive({ pid, place, start }: Owner): boolean {
  if (place !== processPlace()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return start === undefined || processStart(pid) === start;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
