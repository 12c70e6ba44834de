import { branchPoint, commitOf, isDetached, isInHead, isShallow, isTagged } from './commits.ts';
import { type EventBase, eventBase } from './event-base.ts';
import type { Environment, Git } from './git-command.ts';

/** The commit that a run is compared with, or why no commit is certain. */
export type BaseChoice =
  /**
   * `why` is a phrase that describes the commit. `uncommittedOnly`: the commit is HEAD itself, which is a certain base only
   * if there are uncommitted changes.
   */
  | { readonly type: 'commit'; readonly commit: string; readonly why: string; readonly uncommittedOnly?: true }
  /** There is no commit yet, so every file is new. */
  | { readonly type: 'unborn' }
  /** No commit is certain, as on a first push. A history may still have a base for each task. */
  | { readonly type: 'uncertain'; readonly why: string }
  /** The base was not fetched or does not exist, or the event does not name it. */
  | { readonly type: 'missing'; readonly why: string }
  /** The event is not about a change, so everything runs. */
  | { readonly type: 'everything'; readonly why: string };

const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  ...['origin/main', 'origin/master'].map((name) => `refs/remotes/${name}`),
  ...['main', 'master'].map((name) => `refs/heads/${name}`),
];

/** @param base from the user: a branch, a tag or a commit */
export async function chooseBase(git: Git, environment: Environment, base?: string): Promise<BaseChoice> {
  if (base === undefined) return baseOfEvent(git, await eventBase(environment), environment);
  // Git could read it as an option, or it cannot be a name.
  if (!/^[^-\s\p{Cc}][^\s\p{Cc}]{0,254}$/u.test(base)) {
    return missing(
      'expected --base to be a branch, a tag or a commit, found a name that is empty, too long or invalid',
    );
  }
  const found = await meeting(git, [base, `refs/remotes/origin/${base}`]);
  if (found.type !== 'one') return notOne(git, found, base);
  if (!found.isHead) return { type: 'commit', commit: found.commit, why: `where HEAD branched off ${base}` };
  const event = await eventBase(environment);
  // On a runner, `base: main` would skip everything on each push to main. There, the event decides.
  if (event.type !== 'local') return baseOfEvent(git, event, environment);
  return { type: 'commit', commit: found.commit, why: `HEAD, which ${base} contains` };
}

async function baseOfEvent(git: Git, event: EventBase, environment: Environment): Promise<BaseChoice> {
  switch (event.type) {
    case 'local':
      return baseOfBranch(git, environment);
    case 'pull-request':
      return baseOfPullRequest(git, event);
    case 'merge-group': {
      // The branch first: `base_sha` may be another entry of the queue, which may fail.
      const { branch, base } = event;
      return firstMeeting(git, branch, base, 'the target of the merge queue');
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

/** A pull request is usually tested as the merge of its head into its base branch: then the first parent is the base. */
async function baseOfPullRequest(git: Git, event: EventBase & { type: 'pull-request' }): Promise<BaseChoice> {
  const { branch, base, head } = event;
  const [first, second] = [await commitOf(git, 'HEAD^1'), await commitOf(git, 'HEAD^2')];
  if (first !== undefined && second !== undefined && second === head) {
    const name = branch === '' ? 'the base branch' : branch;
    return { type: 'commit', commit: first, why: `the commit of ${name} that the pull request is merged into` };
  }
  return firstMeeting(git, branch, base, 'the target of the pull request');
}

async function baseOfPush(git: Git, { before, after }: EventBase & { type: 'push' }): Promise<BaseChoice> {
  const pushed = after === '' ? undefined : await commitOf(git, after);
  if (pushed !== undefined && !(await isInHead(git, pushed))) {
    return uncertain('HEAD does not contain the commit that was pushed');
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
  if (found.isHead) return uncertain(`this branch is new, and ${name} contains all of its commits`);
  return { type: 'commit', commit: found.commit, why: `where HEAD branched off ${name}` };
}

/** Without an event: the commit at which HEAD branched off the default branch, or HEAD for uncommitted changes. */
async function baseOfBranch(git: Git, environment: Environment): Promise<BaseChoice> {
  if ((await commitOf(git, 'HEAD')) === undefined) return { type: 'unborn' };
  const detached = await isDetached(git);
  if (detached && (await isTagged(git))) {
    return { type: 'everything', why: 'a tag is checked out, which is not about a change' };
  }
  const found = await meeting(git, DEFAULT_BRANCHES);
  if (found.type !== 'one') return notOne(git, found, 'the default branch');
  if (!found.isHead) return { type: 'commit', commit: found.commit, why: 'where HEAD branched off the default branch' };
  // On a runner, uncommitted files come from earlier builds.
  if (detached || isContinuousIntegration(environment)) {
    return uncertain('HEAD is a commit of the default branch, and no event names the one before');
  }
  return {
    type: 'commit',
    commit: found.commit,
    why: 'HEAD, which the default branch contains',
    uncommittedOnly: true,
  };
}

/** Most CI systems set `CI`; Jenkins and Azure Pipelines set only their own variables. */
function isContinuousIntegration({ CI = '', JENKINS_URL = '', TF_BUILD = '' }: Environment): boolean {
  return !['', '0', 'false'].includes(CI) || JENKINS_URL !== '' || TF_BUILD !== '';
}

/** The newest fetched commit of the branch first, then the commit that the payload names, which may be older. */
async function firstMeeting(git: Git, branch: string, base: string, purpose: string): Promise<BaseChoice> {
  const name = branch === '' ? 'the branch' : branch;
  const tried: Meeting[] = [];
  for (const revision of [branch === '' ? '' : `refs/remotes/origin/${branch}`, base]) {
    if (revision === '') continue;
    const found = await meeting(git, [revision]);
    if (found.type === 'one' && !found.isHead) {
      return { type: 'commit', commit: found.commit, why: `where HEAD branched off ${name}, ${purpose}` };
    }
    tried.push(found);
  }
  const known = tried.find(({ type }) => type !== 'missing') ?? { type: 'missing' };
  if (known.type === 'one') return uncertain(`${name}, ${purpose}, already contains HEAD`);
  return notOne(git, known, branch === '' ? base : branch);
}

type Meeting =
  | { readonly type: 'one'; readonly commit: string; readonly isHead: boolean }
  | { readonly type: 'several' }
  | { readonly type: 'missing' };

/** The merge base of HEAD and the first of these revisions that exists. */
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
  if (type === 'several') return uncertain(`HEAD and ${revision} have several merge bases, so that none is certain`);
  return notFound(git, revision);
}

async function notFound(git: Git, revision: string): Promise<BaseChoice> {
  if (await isShallow(git)) {
    return missing(`the commits between HEAD and ${revision} were not fetched: check out with \`fetch-depth: 0\``);
  }
  return missing(
    `this repository has no commit ${revision} with a merge base with HEAD; fetch it, or use another --base`,
  );
}

function uncertain(why: string): BaseChoice {
  return { type: 'uncertain', why };
}

function missing(why: string): BaseChoice {
  return { type: 'missing', why };
}
