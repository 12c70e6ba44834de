import { monotonic } from '../../base/monotonic.ts';
import type { Task } from '../../mission/model/mission.ts';
import type { RunReport } from '../../report/model/run.ts';
import { brokenStatus, type CommitStatus, commitStatus, leftOutStatus } from '../../report/statuses/commit-status.ts';
import { chooseContexts, type StatusChoice, type StatusContext } from '../../report/statuses/contexts.ts';
import { requestsTo } from '../api/request.ts';
import { apiPlace, readEvent, runUrl, statusSha } from '../api/target.ts';
import { saveContexts, saveResults, saveStatusesOver } from './saved-statuses.ts';
import { createSender, type StatusSender, USUAL_PACE } from './sender.ts';
import { statusNotice } from './status-notice.ts';

export interface StatusesRequest {
  /** All tasks and tests that are declared, also those that a selection leaves out. */
  readonly declared: readonly Pick<Task, 'id' | 'kind'>[];
  /** All tasks of the mission; absent if this is no part. */
  readonly whole?: readonly Pick<Task, 'id' | 'kind'>[];
  readonly choice: StatusChoice;
  /** First part of each context. */
  readonly prefix: string;
  readonly token: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The result that `post` sends if this process is killed and has left no report: a sentence. */
  readonly whyBroken?: string;
}

/** The statuses of one run. */
export interface ReportedStatuses {
  /** Called with each event, with the report so far. */
  follow(report: RunReport): void;
  /** The run has no report, so each status is an error with this reason. */
  breakOff(why: string): void;
  /**
   * The run is over: sends the results for at most `limit` milliseconds, and leaves the rest to `post`. Never rejects.
   *
   * @returns a sentence for a notice, if something cannot be sent at all
   */
  finish(limit: number, signal: AbortSignal): Promise<string | undefined>;
  /** About tasks that have no status; a sentence. */
  readonly notice: string | undefined;
}

/** Starts to report the statuses of a run. Nothing is sent before the first event. */
export function reportStatuses({
  declared,
  whole = declared,
  choice,
  prefix,
  token,
  environment,
  whyBroken = 'The mission did not run, because the step was stopped',
}: StatusesRequest): ReportedStatuses {
  const { contexts, notice } = chooseContexts(declared, choice, prefix, whole);
  let report: RunReport | undefined;
  let broken: CommitStatus | undefined;
  const statusOf = (id: string): CommitStatus => broken ?? (report === undefined ? WAITING : statusIn(report, id));
  const made = connect({ contexts, token, environment, statusOf });
  if (made.type === 'missing') return { ...idle(made.why), notice };
  const { sender, isFork } = made;
  if (contexts.length > 0) saveContexts(contexts, prefix, whyBroken);
  return {
    notice,
    follow: (newest) => {
      report = newest;
      sender.wake();
    },
    breakOff: (why) => {
      broken = brokenStatus(why);
      sender.wake();
    },
    finish: async (limit, signal) => {
      const end = await sender.finish(limit, signal);
      // Another process can send what is left: then it has the last word about it.
      if (end.type === 'left') return undefined;
      if (contexts.length > 0) saveStatusesOver();
      return statusNotice(end, isFork);
    },
  };
}

/** Before the first event nothing is sent, so that this text is never seen. */
const WAITING: CommitStatus = {
  state: 'pending',
  description: 'Waiting for the start of the mission',
  phase: 'pending',
};

function statusIn(report: RunReport, id: string): CommitStatus {
  const task = report.tasks.get(id);
  return task === undefined ? leftOutStatus() : commitStatus(report, task);
}

export interface ConnectRequest {
  readonly contexts: readonly StatusContext[];
  readonly token: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly statusOf: (id: string) => CommitStatus;
}

export type Connected =
  | { readonly type: 'connected'; readonly sender: StatusSender; readonly isFork: boolean }
  /** A sentence. */
  | { readonly type: 'missing'; readonly why: string };

/** A sender for the commit of this workflow run. */
export function connect({ contexts, token, environment, statusOf }: ConnectRequest): Connected {
  const found = apiPlace(token, environment);
  if (found.type === 'missing') return { type: 'missing', why: `No commit status can be sent. ${found.why}` };
  const event = readEvent(environment);
  const sha = statusSha(event, environment);
  if (sha === undefined) {
    return { type: 'missing', why: 'No commit status can be sent. This runner does not say which commit it works on.' };
  }
  const indexes: number[] = [];
  const sender = createSender({
    contexts,
    statusOf,
    send: requestsTo(found.place),
    sha,
    targetUrl: runUrl(environment),
    pace: USUAL_PACE,
    now: monotonic,
    resultSent: (context) => {
      indexes.push(contexts.indexOf(context));
      saveResults(indexes);
    },
  });
  return { type: 'connected', sender, isFork: event.isFork };
}

/** For a step that cannot send anything: it says so once, at its end. */
function idle(why: string): Omit<ReportedStatuses, 'notice'> {
  return { follow: () => undefined, breakOff: () => undefined, finish: () => Promise.resolve(why) };
}
