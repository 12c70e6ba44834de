import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lookThrough } from '../../files/look-at.ts';
import { JOURNAL } from '../folder/journal.ts';
import { isAlive, readIdentity } from '../folder/run-folder.ts';
import { stopEarlierRun } from '../resume/stop-earlier-run.ts';
import { PLAIN_FOLDER, parentOfRuns, shownPath } from './default-folder.ts';
import { findRepository } from './git-folder.ts';

/** How many mission files keep the folder of their last run in a git directory. */
export const MOST_RUNS = 20;

/** A run in a default folder. */
export interface FoundRun {
  /** Relative to `here` if it lies below it, absolute otherwise. */
  readonly dir: string;
  /** When its journal was last written, in milliseconds since the epoch. */
  readonly at: number;
  /** True for `.mission` in a repository, where earlier versions wrote. */
  readonly isOld: boolean;
}

/** The runs in the default folders of a place, newest first. */
export function listRuns(here: string): readonly FoundRun[] {
  const repository = findRepository(here);
  const inGit = repository.type === 'found' ? runsIn(parentOfRuns(repository.gitFolder)) : [];
  const plain = runAt(resolve(here, PLAIN_FOLDER));
  return [...inGit, ...(plain === undefined ? [] : [plain])]
    .map(({ path, at }) => ({
      dir: shownPath(path, here),
      at,
      isOld: path === plain?.path && repository.type === 'found',
    }))
    .toSorted((one, other) => other.at - one.at);
}

/**
 * Removes the folders of the oldest runs, so that the git directory does not grow with each mission file that was ever run. Never throws:
 * what cannot be removed stays.
 *
 * @param parent absolute folder of the default folders
 * @param next absolute folder of the run that begins: it stays, and counts
 */
export async function removeOldRuns(parent: string, next: string): Promise<void> {
  const others = runsIn(parent).filter(({ path }) => path !== next);
  const old = others.toSorted((one, other) => other.at - one.at).slice(MOST_RUNS - 1);
  for (const { path } of old) {
    const identity = readIdentity(path);
    if (identity !== undefined && isAlive(identity, path)) continue;
    try {
      // Only the identity in the folder finds the processes that a killed run has left.
      await stopEarlierRun(path);
      rmSync(path, { recursive: true, force: true });
    } catch {
      // For example, files of another user: the next run tries again.
    }
  }
}

interface RunPath {
  /** Absolute. */
  readonly path: string;
  readonly at: number;
}

function runsIn(parent: string): readonly RunPath[] {
  return namesIn(parent).flatMap((name) => runAt(join(parent, name)) ?? []);
}

function runAt(path: string): RunPath | undefined {
  // `.mission` may also be a file, or a folder that may not be entered.
  const stats = lookThrough(join(path, JOURNAL));
  return stats?.isFile() === true ? { path, at: stats.mtimeMs } : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
