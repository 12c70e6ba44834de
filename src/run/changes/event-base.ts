import { promises } from 'node:fs';
import type { Environment } from './git-command.ts';

/** What an event says about the base of a run. A value that the payload lacks is an empty text. */
export type EventBase =
  /** No event: a local run, or a runner of another CI system. */
  | { readonly type: 'local' }
  | { readonly type: 'pull-request'; readonly branch: string; readonly base: string; readonly head: string }
  /** An entry of a merge queue; `branch` is the target of the queue. */
  | { readonly type: 'merge-group'; readonly branch: string; readonly base: string }
  /** A push to an existing branch, with its commits before and after. */
  | { readonly type: 'push'; readonly before: string; readonly after: string }
  /** The first push of a branch. */
  | { readonly type: 'new-branch'; readonly branch: string; readonly defaultBranch: string }
  /** The event is not about a change, such as a tag or a schedule: everything runs. */
  | { readonly type: 'everything'; readonly why: string }
  /** The event is about a change, but its payload does not name the base. */
  | { readonly type: 'unclear'; readonly why: string };

/** Reads the variables of the runner and the payload of the event. Never throws: a payload that cannot be read counts as empty. */
export async function eventBase(environment: Environment): Promise<EventBase> {
  const event = environment.GITHUB_EVENT_NAME ?? '';
  if (event === '') return { type: 'local' };
  const payload = await readPayload(environment.GITHUB_EVENT_PATH);
  switch (event) {
    case 'pull_request':
    case 'pull_request_target': {
      const base = text(payload, 'pull_request', 'base', 'sha');
      const branch = environment.GITHUB_BASE_REF || text(payload, 'pull_request', 'base', 'ref');
      if (base === '' && branch === '') return unclear(event);
      return { type: 'pull-request', branch, base, head: text(payload, 'pull_request', 'head', 'sha') };
    }
    case 'merge_group': {
      const base = text(payload, 'merge_group', 'base_sha');
      const branch = branchName(text(payload, 'merge_group', 'base_ref'));
      return base === '' && branch === '' ? unclear(event) : { type: 'merge-group', branch, base };
    }
    case 'push':
      return pushBase(payload, environment);
    default:
      return { type: 'everything', why: `the event \`${event}\` is not about a change` };
  }
}

function pushBase(payload: unknown, environment: Environment): EventBase {
  const ref = text(payload, 'ref') || (environment.GITHUB_REF ?? '');
  if (ref.startsWith('refs/tags/') || environment.GITHUB_REF_TYPE === 'tag') {
    return { type: 'everything', why: 'a tag was pushed, which is not about a change' };
  }
  const before = text(payload, 'before');
  const after = text(payload, 'after') || (environment.GITHUB_SHA ?? '');
  if (isNoCommit(after)) return { type: 'everything', why: 'the push removed its branch' };
  if (isNoCommit(before)) {
    const defaultBranch = text(payload, 'repository', 'default_branch');
    return { type: 'new-branch', branch: branchName(ref), defaultBranch };
  }
  return before === '' ? unclear('push') : { type: 'push', before, after };
}

/** All zeros: git's notation for a commit that does not exist. */
function isNoCommit(name: string): boolean {
  return /^0+$/.test(name);
}

function branchName(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

function unclear(event: string): EventBase {
  return { type: 'unclear', why: `the payload of the event \`${event}\` does not name its base` };
}

async function readPayload(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(await promises.readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function text(payload: unknown, ...path: readonly string[]): string {
  let value = payload;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return '';
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' ? value : '';
}
