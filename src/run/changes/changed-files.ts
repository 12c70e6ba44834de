/*
 * This folder finds out which files have changed, for `paths` and `changed()`.
 *
 * `event-base.ts` reads the event, `choose-base.ts` derives one commit from it, `list-changes.ts` asks git what differs from
 * that commit, and `changed-matcher.ts` compares the paths with patterns. `task-bases.ts` finds a base for each task in the
 * history of earlier runs, and `tested-commit.ts` determines which commit a run has tested.
 *
 * Invariants:
 * - A task is skipped only if its base is certain. Otherwise the answer is `unknown`, everything runs, and the report says why.
 *   A wrong skip is a successful run that has tested nothing, which goes unnoticed; a task too many costs minutes.
 * - Git is only read: nothing is written to the repository and nothing is fetched. Nothing here throws.
 * - The table in docs/mission-file.md lists the base of each event, and the tests build a repository for each row.
 *
 * Not here: the syntax of patterns (mission/paths), and what a task without changes does (schedule).
 */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { PastVerdicts } from '../../history/past-verdicts.ts';
import type { ChangedFiles, TaskBase } from '../../schedule/events/opening.ts';
import { type BaseChoice, chooseBase } from './choose-base.ts';
import { commitOf } from './commits.ts';
import { type Environment, gitAtTop } from './git-command.ts';
import { allFiles, type ChangeList, changesSince, type WorkTree } from './list-changes.ts';
import { earlierBases, type OwnBases, taskBases } from './task-bases.ts';

export interface Comparison {
  /** A folder inside the repository. */
  readonly root: string;
  /** Base from the user: a branch, a tag or a commit. */
  readonly base?: string;
  readonly environment: Environment;
  /** The history file. Each run adds lines to it, so it never counts as changed. */
  readonly history?: string;
  /** Ids of the tasks with `paths` or `changed()`. */
  readonly tasks?: readonly string[];
  /** Their earlier results from the history; absent: the run has no history. */
  readonly verdicts?: PastVerdicts;
  /** The bases of the run that is resumed. */
  readonly earlier?: EarlierComparison | undefined;
}

/** The bases of an earlier run, from its journal. */
export interface EarlierComparison {
  readonly changed: ChangedFiles;
  readonly bases?: Readonly<Record<string, TaskBase>>;
}

export interface Compared {
  readonly changed: ChangedFiles;
  /** With a history: the base of each task, used instead of `changed`. */
  readonly own?: OwnBases;
}

/** The files that have changed since the base. Outside a runner of GitHub, uncommitted and untracked files count too. */
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
 * The repository that contains a folder. On a runner of GitHub, uncommitted files do not count: earlier steps have built or
 * downloaded them.
 *
 * @param history path of the history file, which never counts as changed
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

/** Undefined if the folder of the file does not exist yet. */
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
 * A resumed run keeps its bases: later commits might be chosen now, and tasks that have not run yet would be skipped. A run
 * without a base runs everything when it is resumed too.
 */
async function compareAgain(tree: WorkTree, earlier: EarlierComparison, tasks: readonly string[]): Promise<Compared> {
  const { changed: before, bases } = earlier;
  const own = bases === undefined ? undefined : await earlierBases(tree, bases, tasks);
  const commit = before.type === 'known' ? await commitOf(tree.git, before.base) : undefined;
  const changed: ChangedFiles =
    before.type === 'known' && commit !== undefined
      ? described(
          { type: 'commit', commit, why: before.why ?? 'the base of the run that was resumed' },
          await changesSince(tree, commit),
        )
      : { type: 'unknown', why: 'the run that was resumed had no base either', expected: true };
  return own === undefined ? { changed } : { changed, own };
}

function described(choice: BaseChoice & { type: 'commit' }, list: ChangeList): ChangedFiles {
  if (list.type === 'failed') return unlisted(list.why);
  const { commit, why, uncommittedOnly } = choice;
  if (uncommittedOnly === true && list.files.length === 0) {
    return {
      type: 'unknown',
      why: 'HEAD is a commit of the default branch, and there are no uncommitted changes',
      expected: true,
    };
  }
  return { type: 'known', base: commit, why, files: list.files };
}

function unlisted(why: string): ChangedFiles {
  return { type: 'unknown', why: `git cannot list the changed files: ${why}` };
}
