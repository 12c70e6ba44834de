import type { TestedCommit } from '../../history/record-run.ts';
import { commitOf } from './commits.ts';
import type { Environment } from './git-command.ts';
import { changesSince, type WorkTree } from './list-changes.ts';

/** What a run tests, seen when it begins. */
export interface CheckedOut {
  /** What the runner says of it; absent on other machines. Never `clean`. */
  readonly named?: TestedCommit;
  /** What it has tested, seen when it ends; undefined where no commit is known. Never throws. */
  atEnd(): Promise<TestedCommit | undefined>;
}

/**
 * A success is a success of a commit only if the files were those of the commit, from the start to the end of the run. Files
 * that git does not know count at the start of a local run, since they may be what made it succeed; later, and on a runner,
 * they are what steps and tasks have built.
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
