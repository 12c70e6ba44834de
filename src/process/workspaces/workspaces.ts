/*
 * Workspaces of tasks: a checkout for each attempt (`workspace: own`), or a copy of the workspace of another task
 * (`workspace: { from: ID }`).
 *
 *   checkout.ts    reads the commit, the uncommitted changes and the sizes, before anything starts
 *   folder.ts      makes the folder of all workspaces of a run, and removes it, also after a kill
 *   snapshot.ts    copies the uncommitted changes when the run starts, so that all workspaces begin with the same files
 *   workspaces.ts  makes one workspace at a time with git, fills it, and removes it when no task is left that needs it
 *   copy-tree.ts   copies files, shared with the original where the file system can
 *   run-git.ts     runs git without hooks, prompts and downloads
 *
 * Invariants:
 * - Names of tasks never are paths: a workspace has a name of letters, digits, `.`, `_` and `-` (`base/folder-name.ts`),
 *   because tools put the folder that they run in into URLs.
 * - Each attempt has a folder of its own. What a stopped attempt still writes never reaches the next one.
 * - A workspace is a worktree with an index of its own, detached from branches, so that git in it never changes the user's
 *   checkout. Refs, configuration and objects are those of the repository.
 * - Worktrees are added and forgotten one at a time, because git takes locks, and its folder of worktrees is removed with the last one.
 *   Files are written at the same time.
 * - Preparing never blocks the loop of the run, and a failure is an outcome, never an exception.
 * - Free space is checked before anything is written.
 *
 * Not here: when a task starts (`schedule`), and which files of a workspace are kept (`process/artifacts`).
 */
import { copyFileSync, promises } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorText } from '../../base/error-code.ts';
import { folderName } from '../../base/folder-name.ts';
import { freeSpace } from '../../files/free-space.ts';
import { lookAt } from '../../files/look-at.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { sizeText } from '../logs/cut.ts';
import type { Checkout } from './checkout.ts';
import { type Consumers, consumersOf } from './consumers.ts';
import { copyPaths, copyTree, listTree } from './copy-tree.ts';
import { forgetWorktrees, removeWorkspaceFolder } from './folder.ts';
import { removeTree } from './remove-tree.ts';
import type { Git } from './run-git.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a task works. All paths are absolute. */
export interface WorkspacePlace {
  /** Top folder of its checkout. */
  readonly top: string;
  /** Its counterpart of the mission's root. */
  readonly root: string;
}

export type PreparedWorkspace =
  | { readonly type: 'ready'; readonly place: WorkspacePlace }
  | { readonly type: 'failed'; readonly message: string };

export interface Workspaces {
  /** Makes the workspace of an attempt. Never rejects. `isWanted`: false ends it early. */
  prepare(task: Task, isWanted: () => boolean): Promise<PreparedWorkspace>;
  /** The newest workspace of a task; undefined if it has none. */
  placeOf(id: string): WorkspacePlace | undefined;
  /** Notes the end of a task: its workspace goes as soon as no other task can need it. */
  ended(id: string): void;
  /** At the end of the run: removes everything, unless it is to be kept. Returns sentences about what is left. Never rejects. */
  remove(): Promise<readonly string[]>;
}

export interface WorkspaceOptions {
  readonly mission: Pick<Mission, 'tasks' | 'keepWorkspaces'>;
  readonly checkout: Checkout;
  /** Made by `makeWorkspaceFolder`. */
  readonly folder: string;
  readonly snapshot: Snapshot;
  readonly git: Git;
  /** By id: top folders of workspaces that a resumed run has kept. */
  readonly earlier: ReadonlyMap<string, string>;
  readonly degraded: (message: string) => void;
}

/** Bytes that stay free, for logs and reports. */
const reserve = 64 * 1024 ** 2;

export function createWorkspaces(options: WorkspaceOptions): Workspaces {
  const { mission, checkout, folder, degraded } = options;
  const tops = new Map(options.earlier);
  const counts = new Map<string, number>();
  const consumers: Consumers = consumersOf(mission.tasks);
  const removals = new Set<Promise<void>>();
  const inTurn = createTurns();

  const placeOf = (id: string): WorkspacePlace | undefined => {
    const top = tops.get(id);
    return top === undefined ? undefined : { top, root: join(top, checkout.below) };
  };

  function discard(top: string): void {
    if (mission.keepWorkspaces === true || dirname(top) !== folder) return;
    const removal = removeTree(top).then(async (left) => {
      // With the last worktree, its folder goes too, which must not happen while git adds another one to it.
      if (left === undefined) await inTurn(async () => forgetWorktrees(checkout.commonDir, top));
      removals.delete(removal);
    });
    removals.add(removal);
  }

  /** A new name for each attempt: the folder of the one before may still be in use. */
  function nextTop(id: string): string {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    const before = tops.get(id);
    tops.delete(id);
    if (before !== undefined) discard(before);
    // With a blank, which no id without values has: the folder of attempt 2 of `a` is never that of a task `a.2`.
    return join(folder, folderName(count === 1 ? id : `${id} ${count}`));
  }

  const fill = createFill(options, inTurn);

  return {
    prepare: async (task, isWanted) => {
      const top = nextTop(task.id);
      try {
        const from = typeof task.workspace === 'object' ? task.workspace.from : undefined;
        const source = from === undefined ? undefined : tops.get(from);
        if (from !== undefined && source === undefined)
          return failed(`expected the workspace of ${from}, which ${missing}`);
        const problem = await fill(top, source, isWanted);
        if (problem !== undefined) return failed(problem);
        await promises.mkdir(join(top, checkout.below), { recursive: true });
        tops.set(task.id, top);
        return { type: 'ready', place: { top, root: join(top, checkout.below) } };
      } catch (error) {
        return failed(`it could not be made at ${top}: ${errorText(error)}`);
      } finally {
        if (tops.get(task.id) !== top) discard(top);
      }
    },
    placeOf,
    ended: (id) => {
      for (const free of consumers.ended(id)) {
        const top = tops.get(free);
        if (top !== undefined) discard(top);
      }
    },
    remove: async () => {
      await Promise.all(removals);
      if (mission.keepWorkspaces === true) return [];
      const problems = await removeWorkspaceFolder(folder);
      for (const problem of problems) degraded(problem);
      return problems;
    },
  };
}

const missing = 'was not made: the task did not run';

function failed(message: string): PreparedWorkspace {
  return { type: 'failed', message: `workspace: ${message}` };
}

/**
 * How git fails while another git in this repository, such as that of another run, adds a worktree, which is there before its files are, or removes the
 * folder of worktrees with the last one.
 */
const BUSY = /worktrees.*: (?:No such file or directory|Success)/;

/** Milliseconds before each further attempt to add a worktree. */
const PAUSES: readonly number[] = [10, 20, 40, 80, 160, 320];

/** What changes the worktrees that git knows, one after the other. Its work never rejects. */
type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

function createTurns(): InTurn {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done;
    return done;
  };
}

type Fill = (top: string, source: string | undefined, isWanted: () => boolean) => Promise<string | undefined>;

/** Makes a checkout or a copy at `top`. Returns why it cannot be; throws the system's error. */
function createFill({ checkout, folder, snapshot, git }: WorkspaceOptions, inTurn: InTurn): Fill {
  async function addWorktree(top: string, commit: string): Promise<string | undefined> {
    const words = ['worktree', 'add', '--quiet', '--detach', '--no-checkout', top, commit];
    const answer = await inTurn(async () => {
      let added = await git(checkout.top, ...words);
      for (const pause of PAUSES) {
        if (added.type !== 'failed' || !BUSY.test(added.why)) break;
        await delay(pause);
        added = await git(checkout.top, ...words);
      }
      return added;
    });
    return answer.type === 'failed' ? `git could not add a worktree: ${answer.why}` : undefined;
  }

  async function checkOut(top: string): Promise<string | undefined> {
    const space = lackOfSpace(folder, checkout.bytes, 'a checkout');
    if (space !== undefined) return space;
    const problem = await addWorktree(top, checkout.commit);
    if (problem !== undefined) return problem;
    const written = await git(top, 'reset', '--quiet', '--hard', '--no-recurse-submodules');
    if (written.type === 'failed') return `git could not check out ${checkout.commit}: ${written.why}`;
    for (const path of checkout.removed) await promises.rm(join(top, path), { recursive: true, force: true });
    await copyPaths(snapshot.folder, top, snapshot.paths);
    await copyPaths(
      checkout.top,
      top,
      checkout.extra.filter((path) => isThere(join(checkout.top, path))),
    );
    return undefined;
  }

  async function copy(source: string, top: string, isWanted: () => boolean): Promise<string | undefined> {
    // A task may have replaced its folder, and a link would lead to the files of something else.
    if (!isFolder(source)) return 'the folder to copy was removed or replaced by the task that it belongs to';
    const head = await git(source, 'rev-parse', 'HEAD^{commit}', '--show-toplevel');
    // A task may have removed or replaced `.git`: then the copy has what it left, and is no worktree.
    const [commit = '', shown = ''] = head.type === 'answered' ? head.text.split(/\r?\n/) : [];
    const isWorktree = normalize(shown) === source && isThere(join(source, '.git'));
    const tree = await listTree(source, (path) => isWorktree && path === '.git');
    const space = lackOfSpace(folder, tree.bytes, 'a copy');
    if (space !== undefined) return space;
    if (isWorktree) {
      const problem = await addWorktree(top, commit);
      if (problem !== undefined) return problem;
      await copyIndex(source, top);
    } else await promises.mkdir(top);
    await copyTree(source, top, tree, isWanted);
    return undefined;
  }

  return (top, source, isWanted) => (source === undefined ? checkOut(top) : copy(source, top, isWanted));
}

/** The index has the staged changes of the task. Without it, all files of the copy would count as deleted. */
async function copyIndex(source: string, top: string): Promise<void> {
  copyFileSync(join(await gitDirOf(source), 'index'), join(await gitDirOf(top), 'index'));
}

/** The file `.git` of a worktree has the path of its data. */
async function gitDirOf(top: string): Promise<string> {
  const text = await promises.readFile(join(top, '.git'), 'utf8');
  return resolve(top, text.replace(/^gitdir: /, '').trim());
}

function lackOfSpace(folder: string, bytes: number, what: string): string | undefined {
  const free = freeSpace(folder);
  if (free === undefined || free >= bytes + reserve) return undefined;
  return `expected ${sizeText(bytes + reserve)} of free space in ${folder} for ${what}, found ${sizeText(free)}; free some, or set TMPDIR to a folder on a larger disk`;
}

function isFolder(path: string): boolean {
  return lookAt(path)?.isDirectory() === true;
}

function isThere(path: string): boolean {
  const stats = lookAt(path);
  return stats?.isFile() === true || stats?.isSymbolicLink() === true;
}
