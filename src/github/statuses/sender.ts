/*
 * Commit statuses of the tasks of a run: one runner, and a check with a name for each task.
 *
 * `report-statuses.ts` is what the steps of the action use: it follows a run and settles everything at its end. It connects the choice of statuses
 * (`src/report/statuses`) with `sender.ts`, which sends one after the other. `saved-statuses.ts` keeps in the state of the action which contexts there
 * are and which have their result, so that `settle-statuses.ts` can do the rest in `post`, and in the job that merges parts. `status-notice.ts`
 * explains a failure.
 *
 * Invariants:
 * - The verdict of the mission never depends on a request, and waits for them for a few seconds at most. What is left is sent by `post`.
 * - One request at a time, and one a second: GitHub allows about 80 a minute that create something.
 * - What is sent is the status at the moment of the request, so that a context whose request was delayed skips the states in between.
 * - However many requests fail, there is one notice.
 *
 * Not here: requests themselves (`src/github/api`), and what a status says (`src/report/statuses`).
 */
import { type CommitStatus, isSettled } from '../../report/statuses/commit-status.ts';
import type { StatusContext } from '../../report/statuses/contexts.ts';
import { type NextStatus, nextStatus, type SentStatus } from '../../report/statuses/next-status.ts';
import type { ApiAnswer, SendRequest } from '../api/request.ts';

/** Milliseconds, all of them. */
export interface Pace {
  /** Between the end of a request and the next one. */
  readonly spacing: number;
  /** After a failure; doubled for each further one. */
  readonly backoff: number;
  readonly longestBackoff: number;
  /** Until a request counts as failed. */
  readonly requestLimit: number;
}

export const USUAL_PACE: Pace = { spacing: 1_000, backoff: 2_000, longestBackoff: 60_000, requestLimit: 10_000 };

export interface SenderOptions {
  /** Those that have no result yet. */
  readonly contexts: readonly StatusContext[];
  /** The status of a task now. */
  readonly statusOf: (id: string) => CommitStatus;
  readonly send: SendRequest;
  /** The commit. */
  readonly sha: string;
  /** Where a click on a status leads. */
  readonly targetUrl: string;
  readonly pace: Pace;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Called when the result of a context has been accepted. */
  readonly resultSent: (context: StatusContext) => void;
}

/** How it ended. `why` is a clause. */
export type SendingEnd =
  /** Every context has its result, apart from those that GitHub rejects. */
  | { readonly type: 'sent'; readonly rejected: readonly StatusContext[]; readonly why?: string }
  /** The time was over. Another process can go on. */
  | { readonly type: 'left'; readonly left: number; readonly why?: string }
  /** No request will succeed. */
  | { readonly type: 'refused'; readonly status: number; readonly why: string };

export interface StatusSender {
  /** A status may have changed. Cheap, so that it can be called with each event. */
  wake(): void;
  /** All statuses are results now. Sends them for at most `limit` milliseconds, or until the signal is aborted. Never rejects. */
  finish(limit: number, signal: AbortSignal): Promise<SendingEnd>;
}

/** So many contexts in a row, and none that was accepted: then the commit or the repository is the reason. */
const MOST_REJECTED = 3;

export function createSender(options: SenderOptions): StatusSender {
  return new Sender(options);
}

class Sender implements StatusSender {
  private readonly options: SenderOptions;
  private readonly sent = new Map<string, SentStatus>();
  private readonly rejected: StatusContext[] = [];
  private readonly stopped = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private isBusy = false;
  private failures = 0;
  /** When the next look and the next request are due, and until when GitHub wants none. */
  private nextLook = 0;
  private nextRequest = 0;
  private limitedUntil = 0;
  private why: string | undefined;
  private finishing: { readonly until: number; readonly resolve: (end: SendingEnd) => void } | undefined;
  private end: SendingEnd | undefined;

  constructor(options: SenderOptions) {
    this.options = options;
  }

  wake(): void {
    if (this.end !== undefined || this.isBusy || this.timer !== undefined) return;
    // If the next request would come too late, the next turn ends the wait, unless nothing is left to send.
    const isTooLate = this.finishing !== undefined && this.requestDue() > this.finishing.until;
    const due = isTooLate ? this.nextLook : Math.max(this.nextLook, this.requestDue());
    this.timer = setTimeout(() => void this.turn(), Math.max(0, due - this.options.now()));
  }

  finish(limit: number, signal: AbortSignal): Promise<SendingEnd> {
    return new Promise((resolve) => {
      if (this.end !== undefined) {
        resolve(this.end);
        return;
      }
      const now = this.options.now();
      const over = setTimeout(() => this.stop(), limit);
      signal.addEventListener('abort', () => this.stop(), { once: true });
      this.finishing = {
        until: now + limit,
        resolve: (end) => {
          clearTimeout(over);
          resolve(end);
        },
      };
      if (signal.aborted) this.stop();
      // A service that failed a minute ago is asked once more, now that nothing else will happen.
      this.failures = 0;
      this.nextRequest = Math.min(this.nextRequest, now + this.options.pace.spacing);
      this.nextLook = now;
      clearTimeout(this.timer);
      this.timer = undefined;
      this.wake();
    });
  }

  /** Sends at most one status, and sees to the next. */
  private async turn(): Promise<void> {
    this.timer = undefined;
    if (this.end !== undefined || this.isBusy) return;
    const { now, pace } = this.options;
    this.nextLook = now() + pace.spacing / 4;
    const next = nextStatus(this.wanted(), this.sent);
    if (next === undefined) {
      if (this.finishing !== undefined) this.settle({ type: 'sent', rejected: this.rejected, ...this.reason() });
      return;
    }
    if (this.finishing !== undefined && this.requestDue() > this.finishing.until) {
      this.stop();
      return;
    }
    if (this.requestDue() > now()) {
      this.wake();
      return;
    }
    this.isBusy = true;
    const answer = await this.request(next);
    this.isBusy = false;
    this.nextRequest = now() + pace.spacing;
    if (this.end === undefined) this.take(answer, next);
    this.wake();
  }

  private requestDue(): number {
    return Math.max(this.nextRequest, this.limitedUntil);
  }

  private request({ context: { context }, status: { state, description } }: NextStatus): Promise<ApiAnswer> {
    const { send, sha, targetUrl, pace } = this.options;
    return send({
      method: 'POST',
      path: `/statuses/${sha}`,
      body: { state, description, context, target_url: targetUrl },
      limit: pace.requestLimit,
      signal: this.stopped.signal,
    });
  }

  private take(answer: ApiAnswer, { context, status }: NextStatus): void {
    const { now, resultSent } = this.options;
    switch (answer.type) {
      case 'done': {
        this.failures = 0;
        const count = (this.sent.get(context.context)?.count ?? 0) + 1;
        this.sent.set(context.context, { status, count });
        if (isSettled(status)) resultSent(context);
        return;
      }
      case 'refused':
        this.why = answer.why;
        // What GitHub has just accepted can become refused for a moment. If it stays so, `post` asks once more, and its first refusal is final.
        if (isForAll(answer.status) && this.sent.size > 0) {
          this.delayNext();
          return;
        }
        if (!isForAll(answer.status)) this.rejected.push(context);
        if (isForAll(answer.status) || (this.sent.size === 0 && this.rejected.length >= MOST_REJECTED)) {
          this.settle(answer);
        }
        return;
      case 'limited':
        this.why = answer.why;
        this.limitedUntil = now() + answer.delay;
        return;
      case 'failed':
        this.why = answer.why;
        this.delayNext();
        return;
      default:
        answer satisfies never;
    }
  }

  /** After a failure: the next request comes later than after the failure before it. */
  private delayNext(): void {
    const { pace, now } = this.options;
    this.nextRequest = now() + Math.min(pace.longestBackoff, pace.backoff * 2 ** this.failures);
    this.failures += 1;
  }

  /** Contexts whose status can still be sent. */
  private wanted(): readonly NextStatus[] {
    const { contexts, statusOf } = this.options;
    const open = this.rejected.length === 0 ? contexts : contexts.filter((each) => !this.rejected.includes(each));
    return open.map((context) => ({ context, status: statusOf(context.id) }));
  }

  private stop(): void {
    const open = this.wanted().filter(({ context, status }) => {
      return this.sent.get(context.context)?.status.phase !== status.phase;
    });
    this.settle({ type: 'left', left: open.length, ...this.reason() });
  }

  private settle(end: SendingEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    clearTimeout(this.timer);
    this.stopped.abort();
    this.finishing?.resolve(end);
  }

  private reason(): { readonly why?: string } {
    return this.why === undefined ? {} : { why: this.why };
  }
}

/** True if the answer is about the token or the repository, and not about one context. */
function isForAll(status: number): boolean {
  return [401, 403, 404, 410, 451].includes(status);
}
