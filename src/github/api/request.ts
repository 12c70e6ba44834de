/*
 * GitHub's REST API, with the token of the input `token`. Only commit statuses and the comment of a pull request use it.
 *
 * `request.ts` sends one request and sorts its answer: done, refused for good, or worth another attempt later. `rate-limit.ts` reads from an answer
 * how long to wait. `target.ts` reads from the environment which repository, commit and pull request are meant.
 *
 * Invariants:
 * - A failure is a value. Nothing here throws, and each request ends within its time limit.
 * - The token is in the header `authorization` and nowhere else: not in an error message, and not in anything that is saved.
 * - Nothing is repeated here. What a failure means, and when the next request may follow, is decided by the caller.
 *
 * The client is the platform's `fetch`: these are three kinds of requests, and a library for them would be larger than the action.
 */
import { errorText } from '../../base/error-code.ts';
import { sanitizeLine } from '../../base/sanitize.ts';
import { delayOf } from './rate-limit.ts';

/** Where requests go. */
export interface ApiPlace {
  /** Without a slash at its end, such as `https://api.github.com`. */
  readonly url: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the repository, with a slash first. */
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  /** Milliseconds until the request counts as failed. */
  readonly limit: number;
  /** Aborted if nothing waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** The answer to a request. `why` is a clause, without a full stop. */
export type ApiAnswer =
  | { readonly type: 'done'; readonly value: unknown }
  /** The same request will fail again. `status` is that of HTTP. */
  | { readonly type: 'refused'; readonly status: number; readonly why: string }
  /** No request may be made for so many milliseconds. */
  | { readonly type: 'limited'; readonly delay: number; readonly why: string }
  /** The service or the network failed, and the request may have had its effect. */
  | { readonly type: 'failed'; readonly why: string };

/** Sends a request to the repository. Never rejects. */
export type SendRequest = (request: ApiRequest) => Promise<ApiAnswer>;

/** Characters of GitHub's own message that are repeated. */
const LONGEST_MESSAGE = 200;

export function requestsTo({ url, repository, token }: ApiPlace, now: () => number = Date.now): SendRequest {
  return async ({ method, path, body, limit, signal }) => {
    const timeout = AbortSignal.timeout(limit);
    try {
      const response = await fetch(`${url}/repos/${repository}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'user-agent': 'mission-runner',
          'x-github-api-version': '2022-11-28',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      return answerOf(response, await response.text(), now());
    } catch (error) {
      if (timeout.aborted) return { type: 'failed', why: `no answer within ${limit / 1000} s` };
      return { type: 'failed', why: causeOf(error) };
    }
  };
}

function answerOf(response: Response, text: string, now: number): ApiAnswer {
  const { status, headers } = response;
  const value = parse(text);
  if (status >= 200 && status < 300 && value !== undefined) return { type: 'done', value };
  const said = messageOf(value);
  const why = `it answered ${status}${said === '' ? '' : ` "${said}"`}`;
  const delay = delayOf(status, headers, said, now);
  if (delay !== undefined) return { type: 'limited', delay, why };
  // 408 and 425 ask for a repetition; an answer that is not JSON comes from something between here and GitHub.
  const isPassing = status >= 500 || status === 408 || status === 425 || value === undefined;
  return isPassing ? { type: 'failed', why } : { type: 'refused', status, why };
}

/** Undefined if it is not JSON. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** GitHub's own words, with the messages of a validation. */
function messageOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('message' in value)) return '';
  const errors = 'errors' in value && Array.isArray(value.errors) ? value.errors.map(detailOf) : [];
  const texts = [value.message, ...errors].filter((text): text is string => typeof text === 'string' && text !== '');
  return sanitizeLine(texts.join(': ')).slice(0, LONGEST_MESSAGE);
}

function detailOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
}

/** `fetch failed` alone does not help: its cause has the name of the host and the reason. An invalid header is quoted, with the token in it. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const text = errorText(cause).replace(/Bearer [^"]*/g, 'Bearer ***');
  return sanitizeLine(text).slice(0, LONGEST_MESSAGE);
}
