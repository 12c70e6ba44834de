import type { PastVerdict, PastVerdicts } from '../../history/past-verdicts.ts';
import type { ChangedFiles, TaskBase } from '../../schedule/events/opening.ts';
import { ancestorsOfHead, commitOf, isInHead, isShallow } from './commits.ts';
import type { Git } from './git-command.ts';
import { changesSince, type WorkTree } from './list-changes.ts';

/** What a task is compared with, as the journal keeps it, and what has changed since. */
export interface OwnBase {
  readonly base: TaskBase;
  readonly changed: ChangedFiles;
}

/** By id; tasks that ask what has changed. */
export type OwnBases = ReadonlyMap<string, OwnBase>;

const NEWEST_SUCCESS = 'the newest commit on which it succeeded';

/**
 * The newest commit of HEAD's history on which a task succeeded. A task that has failed on that commit or on a newer one since
 * has none: what broke it may lie outside of its patterns, so that it runs until it succeeds again.
 */
export async function taskBases(tree: WorkTree, verdicts: PastVerdicts, ids: readonly string[]): Promise<OwnBases> {
  const [ancestors, shallow] = [await ancestorsOfHead(tree.git), await isShallow(tree.git)];
  const compare = comparing(tree);
  const bases = new Map<string, OwnBase>();
  for (const id of ids) {
    const found = newestSuccess(verdicts.get(id) ?? [], ancestors);
    if (found.type === 'commit') bases.set(id, await compare(found.commit));
    else
      bases.set(
        id,
        withoutBase(found.type === 'none' && shallow ? `${found.why}: check out with \`fetch-depth: 0\`` : found.why),
      );
  }
  return bases;
}

/**
 * What a resumed run compares with: the same commits as before, for what succeeded there has not changed.
 *
 * @param earlier of the run that is resumed, for tasks whose commands are still the same
 */
export async function earlierBases(
  tree: WorkTree,
  earlier: Readonly<Record<string, TaskBase>>,
  ids: readonly string[],
): Promise<OwnBases> {
  const compare = comparing(tree);
  const bases = new Map<string, OwnBase>();
  for (const id of ids) {
    const base = Object.hasOwn(earlier, id) ? earlier[id] : undefined;
    if (base === undefined) bases.set(id, withoutBase('it was another task when the run began'));
    else if (base.commit === undefined) bases.set(id, withoutBase(base.why));
    else if (await holds(tree.git, base.commit)) bases.set(id, await compare(base.commit));
    else bases.set(id, withoutBase('HEAD does not descend any more from the commit on which it succeeded'));
  }
  return bases;
}

async function holds(git: Git, name: string): Promise<boolean> {
  const commit = await commitOf(git, name);
  return commit !== undefined && (await isInHead(git, commit));
}

type Newest =
  | { readonly type: 'commit'; readonly commit: string }
  | { readonly type: 'failed'; readonly why: string }
  | { readonly type: 'none'; readonly why: string };

/** @param verdicts in the order of the runs: of one commit the last one counts */
function newestSuccess(verdicts: readonly PastVerdict[], ancestors: ReadonlyMap<string, number>): Newest {
  const last = new Map(verdicts.map((verdict) => [verdict.commit, verdict.succeeded]));
  const known = [...last].flatMap(([commit, succeeded]) => {
    const place = ancestors.get(commit);
    return place === undefined ? [] : [{ commit, succeeded, place }];
  });
  const [newest] = known.sort((one, other) => one.place - other.place);
  if (newest === undefined) {
    const why =
      last.size === 0 ? 'the history has no success of it' : 'it did not run on a commit that HEAD descends from';
    return { type: 'none', why };
  }
  if (newest.succeeded) return { type: 'commit', commit: newest.commit };
  return { type: 'failed', why: `it failed on ${newest.commit.slice(0, 12)}, and has not succeeded since` };
}

function withoutBase(why: string): OwnBase {
  return { base: { why }, changed: { type: 'unknown', why, expected: true } };
}

/** Most tasks share a few commits, each of which is asked for once. */
function comparing(tree: WorkTree): (commit: string) => Promise<OwnBase> {
  const known = new Map<string, OwnBase>();
  return async (commit) => {
    const before = known.get(commit);
    if (before !== undefined) return before;
    const list = await changesSince(tree, commit);
    const own: OwnBase =
      list.type === 'failed'
        ? withoutBase(`git cannot list the changed files: ${list.why}`)
        : {
            base: { commit, files: list.files.length, why: NEWEST_SUCCESS },
            changed: { type: 'known', base: commit, why: NEWEST_SUCCESS, files: list.files },
          };
    known.set(commit, own);
    return own;
  };
}
