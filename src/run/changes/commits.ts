import type { Git } from './git-command.ts';

/** The full hash of a commit, so that text from a user is not passed to other commands. Undefined if there is no such commit. */
export async function commitOf(git: Git, revision: string): Promise<string | undefined> {
  const answer = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  const commit = answer.type === 'answered' ? answer.text.trim() : '';
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

/** The merge base of HEAD and another commit. */
export type BranchPoint =
  | { readonly type: 'one'; readonly commit: string }
  /** There are several merge bases: after criss-cross merges, or if the change was merged after this HEAD was created. */
  | { readonly type: 'several' }
  /** There is no merge base, or it was not fetched. */
  | { readonly type: 'none' };

export async function branchPoint(git: Git, commit: string): Promise<BranchPoint> {
  const answer = await git('merge-base', '--all', commit, 'HEAD');
  const [first, ...more] = answer.type === 'answered' ? answer.text.split(/\s+/).filter((name) => name !== '') : [];
  if (first === undefined) return { type: 'none' };
  return more.length === 0 ? { type: 'one', commit: first } : { type: 'several' };
}

/** True if HEAD is this commit or descends from it. */
export async function isInHead(git: Git, commit: string): Promise<boolean> {
  return (await git('merge-base', '--is-ancestor', commit, 'HEAD')).type === 'answered';
}

export async function isShallow(git: Git): Promise<boolean> {
  const answer = await git('rev-parse', '--is-shallow-repository');
  return answer.type === 'answered' && answer.text.trim() === 'true';
}

/** True if HEAD is detached: no branch is checked out. */
export async function isDetached(git: Git): Promise<boolean> {
  return (await git('symbolic-ref', '--quiet', 'HEAD')).type === 'failed';
}

/** True if a tag points at HEAD. */
export async function isTagged(git: Git): Promise<boolean> {
  const answer = await git('tag', '--points-at', 'HEAD');
  return answer.type === 'answered' && answer.text.trim() !== '';
}

/** Most ancestors of HEAD that are read, which takes a tenth of a second. */
const MOST_ANCESTORS = 20_000;

/** HEAD and the newest of its fetched ancestors, with the position of each in the history; that of HEAD is 0. */
export async function ancestorsOfHead(git: Git): Promise<ReadonlyMap<string, number>> {
  const answer = await git('rev-list', `--max-count=${MOST_ANCESTORS}`, 'HEAD');
  const names = answer.type === 'answered' ? answer.text.split('\n').filter((name) => name !== '') : [];
  return new Map(names.map((name, place) => [name, place]));
}
