import { pullRequestComment } from '../../report/markdown/comment/pull-request-comment.ts';
import type { RunReport } from '../../report/model/run.ts';
import { type ApiAnswer, requestsTo, type SendRequest } from '../api/request.ts';
import { apiPlace, readEvent, runUrl } from '../api/target.ts';
import { findComment } from './find-comment.ts';

/** Pages on which more is shown; absent if nothing was uploaded. */
export interface CommentLinks {
  readonly artifact?: string;
  readonly page?: string;
}

export interface CommentRequest {
  readonly report: RunReport;
  /** The hidden first line. */
  readonly marker: string;
  readonly links: CommentLinks;
  readonly token: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds for each request. */
  readonly limit?: number;
}

/** Milliseconds: a step waits for a few requests at most. */
const REQUEST_LIMIT = 5_000;

/** Attempts, if the service fails. Each one looks for the comment first, so that none is written twice. */
const ATTEMPTS = 2;

/**
 * Writes the comment of this job on the pull request, or updates it. Never rejects.
 *
 * @returns a sentence for a notice, if that was not possible
 */
export async function writeComment(request: CommentRequest): Promise<string | undefined> {
  const { report, marker, links, token, environment, limit = REQUEST_LIMIT } = request;
  const found = apiPlace(token, environment);
  if (found.type === 'missing') return found.why;
  const { pullRequest, isFork, headSha } = readEvent(environment);
  if (pullRequest === undefined) {
    return `The event ${environment.GITHUB_EVENT_NAME ?? ''} has no pull request to comment on.`.replace('  ', ' ');
  }
  const send = requestsTo(found.place);
  const body = pullRequestComment(report, {
    marker,
    ...links,
    run: runUrl(environment),
    ...(headSha === undefined ? {} : { commit: headSha }),
    attempt: Number(environment.GITHUB_RUN_ATTEMPT || '1'),
  });
  let answer = await upsert(send, { pullRequest, marker, body, limit });
  for (let attempt = 1; answer.type === 'failed' && attempt < ATTEMPTS; attempt += 1) {
    answer = await upsert(send, { pullRequest, marker, body, limit });
  }
  return answer.type === 'done' ? undefined : noticeOf(answer, isFork);
}

interface Upsert {
  readonly pullRequest: number;
  readonly marker: string;
  readonly body: string;
  readonly limit: number;
}

async function upsert(send: SendRequest, { pullRequest, marker, body, limit }: Upsert): Promise<ApiAnswer> {
  const found = await findComment(send, { pullRequest, marker, limit });
  if (found.type !== 'looked') return found;
  const write: SendRequest = (request) => send({ ...request, body: { body } });
  if (found.id !== undefined) {
    const updated = await write({ method: 'PATCH', path: `/issues/comments/${found.id}`, limit });
    // It was deleted meanwhile.
    if (updated.type !== 'refused' || updated.status !== 404) return updated;
  }
  return write({ method: 'POST', path: `/issues/${pullRequest}/comments`, limit });
}

function noticeOf(answer: Exclude<ApiAnswer, { readonly type: 'done' }>, isFork: boolean): string {
  const what = `The comment on the pull request could not be written: ${answer.why}.`;
  if (answer.type !== 'refused') return what;
  if (answer.status === 401) return `${what} Check that the input \`token\` is a token that has not expired.`;
  if (answer.status === 422) return what;
  const advice = isFork
    ? 'The token of a pull request from a fork can only read.'
    : 'Give the job `permissions: pull-requests: write`. The token of a pull request from Dependabot can only read.';
  return `${what} ${advice}`;
}
