import { readFileSync } from 'node:fs';
import type { ApiPlace } from './request.ts';

/** The part of the event that started the workflow that matters here. */
export interface WorkflowEvent {
  /** Number of the pull request; absent if the event has none. */
  readonly pullRequest?: number;
  /** Commit of the pull request, and not the merge commit that is checked out. */
  readonly headSha?: string;
  /** True if the pull request is from another repository: then the token can only read, unless the settings say otherwise. */
  readonly isFork: boolean;
}

export type FoundPlace =
  | { readonly type: 'found'; readonly place: ApiPlace }
  /** A sentence. */
  | { readonly type: 'missing'; readonly why: string };

/** Where requests go, by the variables of the runner. */
export function apiPlace(token: string, environment: NodeJS.ProcessEnv): FoundPlace {
  const { GITHUB_API_URL, GITHUB_REPOSITORY = '' } = environment;
  if (token === '') return { type: 'missing', why: 'The input `token` is empty.' };
  // `fetch` would name the whole token in its error.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    return { type: 'missing', why: 'The input `token` has a blank or another character that no token has.' };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(GITHUB_REPOSITORY)) {
    return { type: 'missing', why: 'This runner does not say which repository it works for (GITHUB_REPOSITORY).' };
  }
  const url = (GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  return { type: 'found', place: { url, repository: GITHUB_REPOSITORY, token } };
}

/** Reads the event of the workflow run. Without a readable event file, it has no pull request. */
export function readEvent({ GITHUB_EVENT_PATH, GITHUB_REPOSITORY }: NodeJS.ProcessEnv): WorkflowEvent {
  const event = GITHUB_EVENT_PATH ? readJson(GITHUB_EVENT_PATH) : undefined;
  const pullRequest = field(event, 'pull_request');
  const number = field(pullRequest, 'number') ?? field(event, 'number');
  const head = field(pullRequest, 'head');
  const sha = field(head, 'sha');
  const name = field(field(head, 'repo'), 'full_name');
  const isKnown = pullRequest !== undefined;
  return {
    ...(isKnown && typeof number === 'number' && Number.isSafeInteger(number) ? { pullRequest: number } : {}),
    ...(typeof sha === 'string' && isSha(sha) ? { headSha: sha } : {}),
    isFork: isKnown && typeof name === 'string' && name.toLowerCase() !== (GITHUB_REPOSITORY ?? '').toLowerCase(),
  };
}

/** The commit that statuses belong to; undefined if it is not known. */
export function statusSha(event: WorkflowEvent, { GITHUB_SHA = '' }: NodeJS.ProcessEnv): string | undefined {
  return event.headSha ?? (isSha(GITHUB_SHA) ? GITHUB_SHA : undefined);
}

/** The page of this attempt of the workflow run. */
export function runUrl(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY = '', GITHUB_RUN_ID = '', GITHUB_RUN_ATTEMPT = '1' } = environment;
  const page = `${GITHUB_SERVER_URL || 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  return GITHUB_RUN_ATTEMPT === '1' ? page : `${page}/attempts/${GITHUB_RUN_ATTEMPT}`;
}

function isSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function readJson(path: string): unknown {
  try {
    const event: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return event;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
