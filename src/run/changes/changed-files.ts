import type { ChangedFiles } from '../../schedule/events/opening.ts';
import { eventBase } from './event-base.ts';
import { type Git, gitIn } from './git-command.ts';

export interface Comparison {
  /** A folder inside of the repository. */
  readonly root: string;
  /** What the user wants to compare with: a branch, a tag or a commit. */
  readonly base?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const DIFF = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff'] as const;
const UNTRACKED = ['ls-files', '-z', '--others', '--exclude-standard'] as const;
const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  ...['origin/main', 'origin/master'].map((name) => `refs/remotes/${name}`),
  ...['main', 'master'].map((name) => `refs/heads/${name}`),
];

/**
 * What changed against `base`, else against the event's base, else since the branch left the default branch (and where
 * nothing differs from that: in the last commit). Locally with what is not committed yet, on a runner without. Never throws.
 */
export async function changedFiles({ root, base, environment }: Comparison): Promise<ChangedFiles> {
  const found = await gitIn(root, environment)('rev-parse', '--show-toplevel');
  if (found.type === 'failed') return unknown(`git cannot tell the changed files: ${found.why}`);
  // From the top, since some commands name files from the folder they run in.
  const git = gitIn(found.text.replace(/\r?\n$/, ''), environment);
  if (base !== undefined) return againstUsersBase(git, base, environment);
  const event = await eventBase(environment);
  switch (event.type) {
    case 'branch-point': {
      const commit = await branchPoint(git, event.revisions);
      return commit === undefined ? missing(git, event.revisions[0] ?? '') : againstCommit(git, commit, environment);
    }
    case 'commit': {
      const commit = await commitOf(git, event.revision);
      return commit === undefined ? missing(git, event.revision) : againstCommit(git, commit, environment);
    }
    case 'default-branch':
      return againstDefaultBranch(git, event.branch ?? '', environment);
    case 'none':
      return unknown(`${event.why}; give --base`);
    default:
      return event satisfies never;
  }
}

async function againstUsersBase(git: Git, base: string, environment: Comparison['environment']): Promise<ChangedFiles> {
  // An option of git's, or something that only looks like a name.
  if (!/^[^-\s\p{Cc}][^\s\p{Cc}]{0,254}$/u.test(base)) {
    return unknown('expected --base to be a branch, a tag or a commit, found an empty, overlong or unusable name');
  }
  const commit = await branchPoint(git, [base, `refs/remotes/origin/${base}`]);
  return commit === undefined ? missing(git, base) : againstCommit(git, commit, environment);
}

async function againstDefaultBranch(
  git: Git,
  branch: string,
  environment: Comparison['environment'],
): Promise<ChangedFiles> {
  const head = await commitOf(git, 'HEAD');
  if (head === undefined) return allFiles(git, environment);
  const named = branch === '' ? [] : [`refs/remotes/origin/${branch}`];
  const point = await branchPoint(git, [...named, ...DEFAULT_BRANCHES]);
  // Without the whole history the last commit may be only a part of the change.
  if (point === undefined && (await isShallow(git))) return missing(git, 'the default branch');
  if (point !== undefined && point !== head) return againstCommit(git, point, environment);
  if (point === head && isLocal(environment)) {
    const uncommitted = await againstCommit(git, head, environment);
    if (uncommitted.type === 'unknown' || uncommitted.files.length > 0) return uncommitted;
  }
  const parent = await commitOf(git, `${head}^`);
  if (parent !== undefined) return againstCommit(git, parent, environment);
  return (await isShallow(git)) ? missing(git, 'HEAD^') : allFiles(git, environment);
}

async function againstCommit(git: Git, commit: string, environment: Comparison['environment']): Promise<ChangedFiles> {
  if (!isLocal(environment)) return listed(commit, [await git(...DIFF, commit, 'HEAD', '--')]);
  return listed(commit, [await git(...DIFF, commit, '--'), await git(...UNTRACKED)]);
}

/** There is no commit to compare with, so that every file is new. */
async function allFiles(git: Git, environment: Comparison['environment']): Promise<ChangedFiles> {
  const tracked = await git('ls-files', '-z', '--cached');
  return listed('nothing', isLocal(environment) ? [tracked, await git(...UNTRACKED)] : [tracked]);
}

function listed(base: string, answers: readonly Awaited<ReturnType<Git>>[]): ChangedFiles {
  const files = new Set<string>();
  for (const answer of answers) {
    if (answer.type === 'failed') return unknown(`git cannot tell the changed files: ${answer.why}`);
    for (const file of answer.text.split('\0')) if (file !== '') files.add(file);
  }
  return { type: 'known', base, files: [...files].sort() };
}

/** The first of these revisions that is known decides; nothing where history ends before the branches meet. */
async function branchPoint(git: Git, revisions: readonly string[]): Promise<string | undefined> {
  for (const revision of revisions) {
    const commit = await commitOf(git, revision);
    if (commit === undefined) continue;
    const answer = await git('merge-base', commit, 'HEAD');
    return answer.type === 'answered' ? answer.text.trim() : undefined;
  }
  return undefined;
}

/** The full name of a commit, so that no revision of the user's reaches another command. */
async function commitOf(git: Git, revision: string): Promise<string | undefined> {
  const answer = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  const commit = answer.type === 'answered' ? answer.text.trim() : '';
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

async function missing(git: Git, revision: string): Promise<ChangedFiles> {
  if (await isShallow(git)) {
    return unknown(`the history that leads to ${revision} was not fetched: check out with \`fetch-depth: 0\``);
  }
  return unknown(
    `this repository has no commit ${revision} that HEAD shares history with; fetch it, or give another --base`,
  );
}

async function isShallow(git: Git): Promise<boolean> {
  const answer = await git('rev-parse', '--is-shallow-repository');
  return answer.type === 'answered' && answer.text.trim() === 'true';
}

/** On a runner, what earlier steps built or downloaded is no change of the author's. */
function isLocal(environment: Comparison['environment']): boolean {
  return environment.GITHUB_ACTIONS !== 'true' && (environment.GITHUB_EVENT_NAME ?? '') === '';
}

function unknown(why: string): ChangedFiles {
  return { type: 'unknown', why };
}
