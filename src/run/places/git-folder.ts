import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lookThrough } from '../../files/look-at.ts';

/** The repository around a folder. */
export type Repository =
  | {
      readonly type: 'found';
      /** Absolute. In a linked worktree and in a submodule, it lies in the git directory of the main repository. */
      readonly gitFolder: string;
      /** The top of the work tree; absolute, with links resolved. */
      readonly top: string;
    }
  /** A repository in which nothing is written. `why` completes "the git directory …". */
  | { readonly type: 'unusable'; readonly why: string }
  | { readonly type: 'none' };

/**
 * Finds the repository as `git rev-parse --git-dir` does, but without starting git, which takes longer than the rest of a start.
 * `GIT_DIR` does not count: git sets it in hooks, also for commands in other repositories.
 */
export function findRepository(from: string): Repository {
  let folder = realpathSync(from);
  for (;;) {
    const entry = join(folder, '.git');
    const stats = lookThrough(entry);
    if (stats !== undefined) {
      const gitFolder = stats.isDirectory() ? entry : linkedFolder(entry);
      if (gitFolder !== undefined && isGitFolder(gitFolder)) return usable(gitFolder, folder);
    }
    if (isGitFolder(folder)) return { type: 'unusable', why: `${folder} has no work tree` };
    const above = dirname(folder);
    if (above === folder) return { type: 'none' };
    folder = above;
  }
}

/** Git refuses such a repository too ("dubious ownership"): in a shared place, another user may have made it as a trap. */
function usable(gitFolder: string, top: string): Repository {
  const owner = lookThrough(gitFolder)?.uid;
  const own = process.getuid?.();
  if (own === undefined || owner === own) return { type: 'found', gitFolder, top };
  return { type: 'unusable', why: `${gitFolder} belongs to another user` };
}

/** In a linked worktree and in a submodule, `.git` is a file with the path of the git directory. */
function linkedFolder(file: string): string | undefined {
  try {
    const path = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(file, 'utf8'))?.[1];
    return path === undefined ? undefined : resolve(dirname(file), path);
  } catch {
    return undefined;
  }
}

/** The git directory of a linked worktree has `commondir` instead of `objects` and `refs`. */
function isGitFolder(folder: string): boolean {
  const has = (name: string): boolean => lookThrough(join(folder, name)) !== undefined;
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}
