import { realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { lookAt } from '../../files/look-at.ts';
import { createGit, type Git } from './run-git.ts';

/** The repository that workspaces are made from, as it was before the first task started. */
export interface Checkout {
  readonly type: 'found';
  /** Absolute top folder of the root's own checkout. */
  readonly top: string;
  /** Absolute. It holds the data of all worktrees of the repository. */
  readonly commonDir: string;
  readonly commit: string;
  /** The mission's root as a path from `top`; '' if it is the top. */
  readonly below: string;
  /** Paths from `top` that differ from the commit: changed, new and not ignored. */
  readonly changed: readonly string[];
  /** Paths from `top` that the commit has and the checkout does not. */
  readonly removed: readonly string[];
  /** Paths from `top` of files that git does not write: content of LFS, submodules and nested repositories. */
  readonly extra: readonly string[];
  /** Bytes of all files of a workspace. */
  readonly bytes: number;
}

export type FoundCheckout = Checkout | { readonly type: 'refused'; readonly message: string };

/** Submodules in submodules. */
const deepest = 8;

/** Reads what each workspace starts with. Writes nothing. Never rejects. */
export async function findCheckout(root: string, environment: NodeJS.ProcessEnv): Promise<FoundCheckout> {
  const git = createGit({ ...environment, GIT_OPTIONAL_LOCKS: '0' });
  const top = await git(root, 'rev-parse', '--show-toplevel', '--git-common-dir');
  if (top.type === 'failed') return refused(root, top.why);
  const [topLine = '', commonLine = ''] = top.text.split(/\r?\n/);
  const commit = await git(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  if (commit.type === 'failed') {
    return {
      type: 'refused',
      message: `workspace: expected a commit to check out in ${topLine}, found a repository without commits; commit first`,
    };
  }
  const real = realpathSync.native(topLine);
  try {
    const [changes, untracked, tracked, large] = await Promise.all([
      listed(git, real, 'diff', '--name-status', '-z', '--no-renames', '--ignore-submodules=all', 'HEAD'),
      listed(git, real, 'ls-files', '-z', '--others', '--exclude-standard'),
      listed(git, real, 'ls-files', '-z', '--stage'),
      listed(git, real, 'ls-files', '-z', ':(attr:filter=lfs)'),
    ]);
    const { changed, removed } = readStatus(changes);
    const nested = [...submodules(tracked), ...untracked.filter((path) => path.endsWith('/'))];
    const inNested = (await Promise.all(nested.map((path) => nestedFiles(git, real, path, 1)))).flat();
    const extra = [...new Set([...large, ...inNested])].filter((path) => isThere(real, path));
    const carried = [...changed, ...untracked.filter((path) => !path.endsWith('/'))].filter((path) =>
      isThere(real, path),
    );
    const all = new Set([...tracked.map(pathOfStage), ...carried, ...extra]);
    return {
      type: 'found',
      top: real,
      commonDir: realpathSync.native(resolve(root, commonLine)),
      commit: commit.text.trim(),
      below: relative(real, realpathSync.native(root)),
      changed: carried,
      removed,
      extra,
      bytes: [...all].reduce((sum, path) => sum + sizeOf(join(real, path)), 0),
    };
  } catch (error) {
    return refused(root, error instanceof Error ? error.message : String(error));
  }
}

function refused(root: string, why: string): FoundCheckout {
  const isMissing = /not a git repository/i.test(why);
  return {
    type: 'refused',
    message: isMissing
      ? `workspace: expected a git repository at ${root}, found none; run git init and commit, or remove the key \`workspace\``
      : `workspace: expected a git repository at ${root} that git can read: ${why}`,
  };
}

/** Items that end with NUL. Throws the reason of git. */
async function listed(git: Git, folder: string, ...words: readonly string[]): Promise<readonly string[]> {
  const answer = await git(folder, ...words);
  if (answer.type === 'failed') throw new Error(answer.why);
  return answer.text.split('\0').filter((item) => item !== '');
}

/** Pairs of a letter and a path. */
function readStatus(items: readonly string[]): Pick<Checkout, 'changed' | 'removed'> {
  const changed: string[] = [];
  const removed: string[] = [];
  for (let index = 0; index + 1 < items.length; index += 2) {
    (items[index] === 'D' ? removed : changed).push(items[index + 1] ?? '');
  }
  return { changed, removed };
}

/** `MODE OBJECT STAGE\tPATH`; the mode of a submodule is 160000. */
function submodules(tracked: readonly string[]): readonly string[] {
  return tracked.filter((item) => item.startsWith('160000 ')).map(pathOfStage);
}

function pathOfStage(item: string): string {
  return item.slice(item.indexOf('\t') + 1);
}

/** Files of a submodule or a nested repository, without its `.git` and without what it ignores. Empty if it was not checked out. */
async function nestedFiles(git: Git, top: string, path: string, depth: number): Promise<readonly string[]> {
  const folder = path.replace(/\/$/, '');
  if (depth > deepest || !isThere(top, join(folder, '.git'), true)) return [];
  const items = await listed(git, join(top, folder), 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const inside = await Promise.all(
    [...new Set(items)].map(async (item): Promise<readonly string[]> => {
      const below = `${folder}/${item}`;
      const stats = lookAt(join(top, below));
      return stats?.isDirectory() === true ? nestedFiles(git, top, below, depth + 1) : [below];
    }),
  );
  return inside.flat();
}

/** True for a file or a link; `orFolder`: also for a folder. */
function isThere(top: string, path: string, orFolder = false): boolean {
  const stats = lookAt(join(top, path));
  return stats?.isFile() === true || stats?.isSymbolicLink() === true || (orFolder && stats?.isDirectory() === true);
}

function sizeOf(path: string): number {
  const stats = lookAt(path);
  return stats?.isFile() === true ? stats.size : 0;
}
