import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { PastVerdicts } from '../../history/past-verdicts.ts';
import type { ChangedFiles, TaskBase } from '../../schedule/events/opening.ts';
import { type BaseChoice, chooseBase } from './choose-base.ts';
import { commitOf } from './commits.ts';
import { type Environment, gitAtTop } from './git-command.ts';
import { allFiles, type ChangeList, changesSince, type WorkTree } from './list-changes.ts';
import { earlierBases, type OwnBases, taskBases } from './task-bases.ts';

/*
 * This folder answers which files have changed, for `paths` and `changed()`.
 *
 * `event-base.ts` reads what the event says, `choose-base.ts` turns it into one commit, `list-changes.ts` asks git what
 * differs from that commit, and `changed-matcher.ts` compares the paths with patterns. `task-bases.ts` finds a base for
 * each task in the history of earlier runs, and `tested-commit.ts` says which commit a run has tested.
 *
 * One rule holds everywhere: a guess may leave something out only when it is certain. Where no base is certain, the answer
 * is `unknown`, everything runs, and the report says why. A wrong skip is a green run that has tested nothing, which goes
 * unnoticed; a task too many costs minutes. The table in docs/mission-file.md lists the base of each event, and the tests
 * build a repository for each row.
 *
 * Git is only read, never written to, and nothing is fetched. Nothing here throws.
 */

export interface Comparison {
  /** A folder inside the repository. */
  readonly root: string;
  /** The user's choice: a branch, a tag or a commit. */
  readonly base?: string;
  readonly environment: Environment;
  /** The history file, to which each run adds lines: it is no change. */
  readonly history?: string;
  /** Ids of the tasks that ask. */
  readonly tasks?: readonly string[];
  /** What the history says of them; absent: the run has none. */
  readonly verdicts?: PastVerdicts;
  /** What a run that is resumed was compared with. */
  readonly earlier?: EarlierComparison | undefined;
}

/** As the journal keeps it. */
export interface EarlierComparison {
  readonly changed: ChangedFiles;
  readonly bases?: Readonly<Record<string, TaskBase>>;
}

export interface Compared {
  readonly changed: ChangedFiles;
  /** With a history: what each task is compared with instead. */
  readonly own?: OwnBases;
}

/** What has changed since the base, with uncommitted and untracked files unless a runner of GitHub runs this. */
export async function compareFiles(comparison: Comparison): Promise<Compared> {
  const { root, base, environment, history, tasks = [], verdicts, earlier } = comparison;
  const tree = await workTree(root, environment, history);
  if (tree.type === 'failed') return { changed: unlisted(tree.why) };
  if (earlier !== undefined) return compareAgain(tree, earlier, tasks);
  const choice = await chooseBase(tree.git, environment, base);
  const changed = await compareWith(tree, choice);
  if (verdicts === undefined || base !== undefined || choice.type === 'everything') return { changed };
  return { changed, own: await taskBases(tree, verdicts, tasks) };
}

/** The same without a history. */
export async function changedFiles(comparison: Comparison): Promise<ChangedFiles> {
  return (await compareFiles(comparison)).changed;
}

/**
 * The repository around a folder. On a runner of GitHub, what earlier steps built or downloaded is no change of the author's.
 *
 * @param history file that does not count, wherever it lies
 */
export async function workTree(
  root: string,
  environment: Environment,
  history?: string,
): Promise<({ readonly type: 'found' } & WorkTree) | { readonly type: 'failed'; readonly why: string }> {
  const found = await gitAtTop(root, environment);
  if (found.type === 'failed') return found;
  const isLocal = environment.GITHUB_ACTIONS !== 'true' && (environment.GITHUB_EVENT_NAME ?? '') === '';
  const ignored = history === undefined ? undefined : pathFromTop(found.top, history);
  return { ...found, uncommitted: isLocal, untracked: isLocal, ...(ignored === undefined ? {} : { ignored }) };
}

/** Undefined where its folder does not exist yet: then the file does not either. */
function pathFromTop(top: string, file: string): string | undefined {
  try {
    const folder = realpathSync(dirname(resolve(file)));
    return relative(realpathSync(top), join(folder, basename(file)))
      .split(sep)
      .join('/');
  } catch {
    return undefined;
  }
}

async function compareWith(tree: WorkTree, choice: BaseChoice): Promise<ChangedFiles> {
  switch (choice.type) {
    case 'unborn':
      return described({ type: 'commit', commit: 'nothing', why: 'nothing is committed yet' }, await allFiles(tree));
    case 'commit':
      return described(choice, await changesSince(tree, choice.commit));
    case 'missing':
      return { type: 'unknown', why: choice.why };
    case 'uncertain':
    case 'everything':
      return { type: 'unknown', why: choice.why, expected: true };
    default:
      return choice satisfies never;
  }
}

/**
 * A resumed run keeps its bases: chosen again, they may be later commits, and would leave out what has not run yet. A run that was
 * to run everything still is.
 */
async function compareAgain(tree: WorkTree, earlier: EarlierComparison, tasks: readonly string[]): Promise<Compared> {
  const { changed: before, bases } = earlier;
  const own = bases === undefined ? undefined : await earlierBases(tree, bases, tasks);
  const commit = before.type === 'known' ? await commitOf(tree.git, before.base) : undefined;
  const changed: ChangedFiles =
    before.type === 'known' && commit !== undefined
      ? described(
          { type: 'commit', commit, why: before.why ?? 'the base of the run before' },
          await changesSince(tree, commit),
        )
      : { type: 'unknown', why: 'so it was before this run was resumed', expected: true };
  return own === undefined ? { changed } : { changed, own };
}

function described(choice: BaseChoice & { type: 'commit' }, list: ChangeList): ChangedFiles {
  if (list.type === 'failed') return unlisted(list.why);
  const { commit, why, uncommittedOnly } = choice;
  if (uncommittedOnly === true && list.files.length === 0) {
    return {
      type: 'unknown',
      why: 'HEAD is a commit of the default branch, and nothing is uncommitted',
      expected: true,
    };
  }
  return { type: 'known', base: commit, why, files: list.files };
}

function unlisted(why: string): ChangedFiles {
  return { type: 'unknown', why: `git cannot list the changed files: ${why}` };
}
