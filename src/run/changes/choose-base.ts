import { branchPoint, commitOf, isDetached, isInHead, isShallow, isTagged } from './commits.ts';
import { type EventBase, eventBase } from './event-base.ts';
import type { Environment, Git } from './git-command.ts';

/** The commit that a run is compared with, or why there is none that is certain. */
export type BaseChoice =
  /**
   * `why` is a phrase that says which commit it is. `uncommittedOnly`: HEAD itself, certain only while something is not
   * committed yet.
   */
  | { readonly type: 'commit'; readonly commit: string; readonly why: string; readonly uncommittedOnly?: true }
  /** Nothing is committed yet, so that every file is new. */
  | { readonly type: 'unborn' }
  /** No commit is certainly the right one, as on a first push. A history of earlier runs may know better. */
  | { readonly type: 'uncertain'; readonly why: string }
  /** What should be there is not: the base was not fetched or does not exist, or the event does not name it. */
  | { readonly type: 'missing'; readonly why: string }
  /** Everything is meant to run, whatever has changed. */
  | { readonly type: 'everything'; readonly why: string };

const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  ...['origin/main', 'origin/master'].map((name) => `refs/remotes/${name}`),
  ...['main', 'master'].map((name) => `refs/heads/${name}`),
];

/** @param base that the user gives: a branch, a tag or a commit */
export async function chooseBase(git: Git, environment: Environment, base?: string): Promise<BaseChoice> {
  if (base === undefined) return baseOfEvent(git, await eventBase(environment), environment);
  // An option of git's, or something that only looks like a name.
  if (!/^[^-\s\p{Cc}][^\s\p{Cc}]{0,254}$/u.test(base)) {
    return missing('expected --base to be a branch, a tag or a commit, found an empty, overlong or unusable name');
  }
  const found = await meeting(git, [base, `refs/remotes/origin/${base}`]);
  if (found.type !== 'one') return notOne(git, found, base);
  if (!found.isHead) return { type: 'commit', commit: found.commit, why: `where HEAD leaves ${base}` };
  const event = await eventBase(environment);
  // On a runner, `base: main` would leave out everything on each push to main: there the event says what has changed.
  if (event.type !== 'local') return baseOfEvent(git, event, environment);
  return { type: 'commit', commit: found.commit, why: `HEAD, which ${base} holds` };
}

async function baseOfEvent(git: Git, event: EventBase, environment: Environment): Promise<BaseChoice> {
  switch (event.type) {
    case 'local':
      return baseOfBranch(git, environment);
    case 'pull-request':
      return baseOfPullRequest(git, event);
    case 'merge-group': {
      // The branch first: a queue may merge entries that build on one that has failed.
      const { branch, base } = event;
      return firstMeeting(git, branch, base, 'which the merge queue goes into');
    }
    case 'push':
      return baseOfPush(git, event);
    case 'new-branch':
      return baseOfNewBranch(git, event);
    case 'everything':
      return event;
    case 'unclear':
      return missing(event.why);
    default:
      return event satisfies never;
  }
}

/** A pull request is tested as the merge of its head into its base branch: then the first parent is exactly the base. */
async function baseOfPullRequest(git: Git, event: EventBase & { type: 'pull-request' }): Promise<BaseChoice> {
  const { branch, base, head } = event;
  const [first, second] = [await commitOf(git, 'HEAD^1'), await commitOf(git, 'HEAD^2')];
  if (first !== undefined && second !== undefined && second === head) {
    const name = branch === '' ? 'the base branch' : branch;
    return { type: 'commit', commit: first, why: `the commit of ${name} that the pull request is merged into` };
  }
  return firstMeeting(git, branch, base, 'which the pull request goes into');
}

async function baseOfPush(git: Git, { before, after }: EventBase & { type: 'push' }): Promise<BaseChoice> {
  const pushed = after === '' ? undefined : await commitOf(git, after);
  if (pushed !== undefined && !(await isInHead(git, pushed))) {
    return uncertain('HEAD does not hold the commit that was pushed');
  }
  const commit = await commitOf(git, before);
  if (commit === undefined) return notFound(git, before);
  if (commit === (await commitOf(git, 'HEAD'))) return uncertain('HEAD is the commit before the push');
  return { type: 'commit', commit, why: 'the commit before the push' };
}

async function baseOfNewBranch(git: Git, event: EventBase & { type: 'new-branch' }): Promise<BaseChoice> {
  const { branch, defaultBranch } = event;
  if (branch !== '' && branch === defaultBranch) return uncertain(`this is the first push of ${branch}`);
  const name = defaultBranch === '' ? 'the default branch' : defaultBranch;
  const found = await meeting(git, [`refs/remotes/origin/${defaultBranch === '' ? 'HEAD' : defaultBranch}`]);
  if (found.type !== 'one') return notOne(git, found, name);
  if (found.isHead) return uncertain(`this branch is new, and ${name} holds all of it`);
  return { type: 'commit', commit: found.commit, why: `where the new branch leaves ${name}` };
}

/** Without an event: what has changed since HEAD left the default branch, or what is not committed yet. */
async function baseOfBranch(git: Git, environment: Environment): Promise<BaseChoice> {
  if ((await commitOf(git, 'HEAD')) === undefined) return { type: 'unborn' };
  const detached = await isDetached(git);
  if (detached && (await isTagged(git))) {
    return { type: 'everything', why: 'a tag is checked out, and a tag is about no change' };
  }
  const found = await meeting(git, DEFAULT_BRANCHES);
  if (found.type !== 'one') return notOne(git, found, 'the default branch');
  if (!found.isHead) return { type: 'commit', commit: found.commit, why: 'where HEAD leaves the default branch' };
  // What lies around in the work tree of a runner is no change of the author's.
  if (detached || isContinuousIntegration(environment)) {
    return uncertain('HEAD is a commit of the default branch, and no event names the one before');
  }
  return { type: 'commit', commit: found.commit, why: 'HEAD, which the default branch holds', uncommittedOnly: true };
}

/** Most CI systems set `CI`; Jenkins and Azure Pipelines set only their own variables. */
function isContinuousIntegration({ CI = '', JENKINS_URL = '', TF_BUILD = '' }: Environment): boolean {
  return !['', '0', 'false'].includes(CI) || JENKINS_URL !== '' || TF_BUILD !== '';
}

/** The branch's own commit first, then the one that the payload names, which may be older. */
async function firstMeeting(git: Git, branch: string, base: string, purpose: string): Promise<BaseChoice> {
  const name = branch === '' ? 'the branch' : branch;
  const tried: Meeting[] = [];
  for (const revision of [branch === '' ? '' : `refs/remotes/origin/${branch}`, base]) {
    if (revision === '') continue;
    const found = await meeting(git, [revision]);
    if (found.type === 'one' && !found.isHead) {
      return { type: 'commit', commit: found.commit, why: `where HEAD leaves ${name}, ${purpose}` };
    }
    tried.push(found);
  }
  const known = tried.find(({ type }) => type !== 'missing') ?? { type: 'missing' };
  if (known.type === 'one') return uncertain(`${name}, ${purpose}, holds all of HEAD already`);
  return notOne(git, known, branch === '' ? base : branch);
}

type Meeting =
  | { readonly type: 'one'; readonly commit: string; readonly isHead: boolean }
  | { readonly type: 'several' }
  | { readonly type: 'missing' };

/** Where HEAD leaves the first of these revisions that is known. */
async function meeting(git: Git, revisions: readonly string[]): Promise<Meeting> {
  for (const revision of revisions) {
    const commit = await commitOf(git, revision);
    if (commit === undefined) continue;
    const point = await branchPoint(git, commit);
    if (point.type === 'none') return { type: 'missing' };
    if (point.type === 'several') return point;
    return { ...point, isHead: point.commit === (await commitOf(git, 'HEAD')) };
  }
  return { type: 'missing' };
}

async function notOne(git: Git, { type }: Exclude<Meeting, { type: 'one' }>, revision: string): Promise<BaseChoice> {
  if (type === 'several') return uncertain(`HEAD and ${revision} share several newest commits: none is the base`);
  return notFound(git, revision);
}

async function notFound(git: Git, revision: string): Promise<BaseChoice> {
  if (await isShallow(git)) {
    return missing(`the history that leads to ${revision} was not fetched: check out with \`fetch-depth: 0\``);
  }
  return missing(
    `this repository has no commit ${revision} that HEAD shares history with; fetch it, or give another --base`,
  );
}

function uncertain(why: string): BaseChoice {
  return { type: 'uncertain', why };
}

function missing(why: string): BaseChoice {
  return { type: 'missing', why };
}
