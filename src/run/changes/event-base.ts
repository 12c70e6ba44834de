import { readFile } from 'node:fs/promises';

/** What a run is compared with. */
export type EventBase =
  /** The branch point from the first of these that is a known commit. */
  | { readonly type: 'branch-point'; readonly revisions: readonly string[] }
  /** This commit itself: what was there before a push, even when the push replaced it. */
  | { readonly type: 'commit'; readonly revision: string }
  /** Where the branch left the default one; `branch` is its name where the event tells it. */
  | { readonly type: 'default-branch'; readonly branch?: string }
  | { readonly type: 'none'; readonly why: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** From the runner's variables and the event's payload, as `paths` filters of workflows choose it. Never throws. */
export async function eventBase(environment: Environment): Promise<EventBase> {
  const event = environment.GITHUB_EVENT_NAME ?? '';
  if (event === '') return { type: 'default-branch' };
  const payload = await readPayload(environment.GITHUB_EVENT_PATH);
  switch (event) {
    case 'pull_request':
    case 'pull_request_target': {
      const branch = environment.GITHUB_BASE_REF ?? '';
      // The branch first: it is what the merge commit under test was made with; the payload's commit may be older.
      const revisions = [
        branch === '' ? '' : `refs/remotes/origin/${branch}`,
        text(payload, 'pull_request', 'base', 'sha'),
      ];
      return branchPoint(revisions, event);
    }
    case 'merge_group':
      return branchPoint([text(payload, 'merge_group', 'base_sha')], event);
    case 'push': {
      const before = text(payload, 'before');
      // All zeros: the branch is new.
      if (/^0+$/.test(before)) return { type: 'default-branch', branch: text(payload, 'repository', 'default_branch') };
      if (before !== '') return { type: 'commit', revision: before };
      return { type: 'none', why: 'the event of this push does not tell the commit before it' };
    }
    default:
      return { type: 'none', why: `the event \`${event}\` is about no change: there is nothing to compare with` };
  }
}

function branchPoint(candidates: readonly string[], event: string): EventBase {
  const revisions = candidates.filter((revision) => revision !== '');
  if (revisions.length > 0) return { type: 'branch-point', revisions };
  return { type: 'none', why: `the event \`${event}\` does not tell its base` };
}

/** Unreadable or broken: as if it told nothing. */
async function readPayload(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
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
