import type { ChangedFiles } from '../../schedule/events/opening.ts';
import { type BaseChoice, chooseBase } from './choose-base.ts';
import { type Environment, gitAtTop } from './git-command.ts';
import { allFiles, type ChangeList, changesSince, type WorkTree } from './list-changes.ts';

/*
 * This folder answers which files have changed, for `paths` and `changed()`.
 *
 * `event-base.ts` reads what the event says, `choose-base.ts` turns it into one commit, `list-changes.ts` asks git what
 * differs from that commit, and `changed-matcher.ts` compares the paths with patterns. `task-bases.ts` finds a base for
 * each task in the history of earlier runs, and `work-tree.ts` says which commit a run has tested.
 *
 * One rule holds everywhere: a guess may leave something out only when it is certain. Where no base is certain, the answer
 * is `unknown`, everything runs, and the report says why. A wrong skip is a green run that has tested nothing, and nobody
 * notices; a task too many costs minutes. The table in docs/mission-file.md lists the base of each event, and the tests
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
}

/** What has changed since the base, with uncommitted and untracked files unless a runner of GitHub runs this. */
export async function changedFiles({ root, base, environment }: Comparison): Promise<ChangedFiles> {
  const found = await gitAtTop(root, environment);
  if (found.type === 'failed') return unlisted(found.why);
  const tree = workTree(found, environment);
  const choice = await chooseBase(found.git, environment, base);
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

/** On a runner of GitHub, what earlier steps built or downloaded is no change of the author's. */
export function workTree({ git, top }: Pick<WorkTree, 'git' | 'top'>, environment: Environment): WorkTree {
  const isLocal = environment.GITHUB_ACTIONS !== 'true' && (environment.GITHUB_EVENT_NAME ?? '') === '';
  return { git, top, uncommitted: isLocal, untracked: isLocal };
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
