import type { PastVerdict, PastVerdicts } from '../../history/past-verdicts.ts';
import type { ChangedFiles, TaskBase } from '../../schedule/events/opening.ts';
import { ancestorsOfHead, commitOf, isInHead, isShallow } from './commits.ts';
import type { Git } from './git-command.ts';
import { changesSince, type WorkTree } from './list-changes.ts';

/** The base of a task as the journal stores it, and the files that have changed since. */
export interface OwnBase {
  readonly base: TaskBase;
  readonly changed: ChangedFiles;
}

/** By id of the tasks with `paths` or `changed()`. */
export type OwnBases = ReadonlyMap<string, OwnBase>;

const NEWEST_SUCCESS = 'the newest commit on which it succeeded';

/**
 * For each task, the newest commit of the history of HEAD on which it succeeded. A task that has failed since then, on that
 * commit or a newer one, has no base: the cause may be outside its patterns, so it runs until it succeeds again.
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
 * The bases of a resumed run: the same commits as before.
 *
 * @param earlier bases of the run that is resumed, for tasks whose commands are the same
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
    if (base === undefined) bases.set(id, withoutBase('it is new or has changed since the run began'));
    else if (base.commit === undefined) bases.set(id, withoutBase(base.why));
    else if (await holds(tree.git, base.commit)) bases.set(id, await compare(base.commit));
    else bases.set(id, withoutBase('HEAD no longer descends from the commit on which it succeeded'));
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

/** @param verdicts in the order of the runs; the last one of each commit counts */
function newestSuccess(verdicts: readonly PastVerdict[], ancestors: ReadonlyMap<string, number>): Newest {
  const last = new Map(verdicts.map((verdict) => [verdict.commit, verdict.succeeded]));
  const known = [...last].flatMap(([commit, succeeded]) => {
    const place = ancestors.get(commit);
    return place === undefined ? [] : [{ commit, succeeded, place }];
  });
  const [newest] = known.sort((one, other) => one.place - other.place);
  if (newest === undefined) {
    const why =
      last.size === 0 ? 'the history contains no success of it' : 'it has not run on HEAD or one of its ancestors';
    return { type: 'none', why };
  }
  if (newest.succeeded) return { type: 'commit', commit: newest.commit };
  return { type: 'failed', why: `it failed on ${newest.commit.slice(0, 12)}, and has not succeeded since` };
}

function withoutBase(why: string): OwnBase {
  return { base: { why }, changed: { type: 'unknown', why, expected: true } };
}

/** Remembers the result of each commit: most tasks share a few commits. */
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
