import type { TestedCommit } from '../../history/record-run.ts';
import { commitOf } from './commits.ts';
import type { Environment } from './git-command.ts';
import { changesSince, type WorkTree } from './list-changes.ts';

/** The commit that is checked out when a run begins. */
export interface CheckedOut {
  /** The commit that the runner names; absent outside a runner. Never `clean`. */
  readonly named?: TestedCommit;
  /** The commit that the run has tested, determined at its end; undefined if no commit is known. Never throws. */
  atEnd(): Promise<TestedCommit | undefined>;
}

/**
 * A success counts for a commit only if the files equalled those of the commit from the start to the end of the run. Untracked
 * files count at the start of a local run, because a task may have needed them. At the end, and on a runner, they do not: steps
 * and tasks have built them.
 */
export async function checkedOut(tree: WorkTree | undefined, environment: Environment): Promise<CheckedOut> {
  const { GITHUB_SHA: name = '' } = environment;
  const named = name === '' ? undefined : { commit: name, clean: false };
  const byRunner = named === undefined ? {} : { named };
  const commit = tree === undefined ? undefined : await cleanCommit({ ...tree, uncommitted: true });
  if (tree === undefined || commit === undefined) return { ...byRunner, atEnd: async () => named };
  return {
    ...byRunner,
    atEnd: async () => {
      const now = await cleanCommit({ ...tree, uncommitted: true, untracked: false });
      return now === commit ? { commit, clean: true } : named;
    },
  };
}

/** HEAD, if nothing differs from it. */
async function cleanCommit(tree: WorkTree): Promise<string | undefined> {
  const head = await commitOf(tree.git, 'HEAD');
  if (head === undefined) return undefined;
  const list = await changesSince(tree, head);
  return list.type === 'listed' && list.files.length === 0 ? head : undefined;
}
