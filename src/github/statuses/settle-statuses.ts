import type { RunReport } from '../../report/model/run.ts';
import { brokenStatus, type CommitStatus, commitStatus, leftOutStatus } from '../../report/statuses/commit-status.ts';
import { hasEnded } from '../../report/words/status-text.ts';
import { connect } from './report-statuses.ts';
import type { SavedStatuses } from './saved-statuses.ts';
import { statusNotice } from './status-notice.ts';

export interface SettleRequest extends SavedStatuses {
  /** The report of the run that has ended; absent if there is none. */
  readonly report: RunReport | undefined;
  readonly token: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds for everything together. */
  readonly limit: number;
}

/**
 * Sends the results that an earlier process has not sent. Never rejects.
 *
 * @returns a sentence for a notice, if something could not be sent
 */
export async function settleStatuses(request: SettleRequest): Promise<string | undefined> {
  const { open, report, why, token, environment, limit } = request;
  if (open.length === 0) return undefined;
  const statusOf = (id: string): CommitStatus => {
    if (report === undefined) return brokenStatus(why);
    const task = report.tasks.get(id);
    return task === undefined ? leftOutStatus() : commitStatus({ ...report, finished: true }, task);
  };
  const connected = connect({ contexts: open, token, environment, statusOf });
  if (connected.type === 'missing') return connected.why;
  const end = await connected.sender.finish(limit, new AbortController().signal);
  return statusNotice(end, connected.isFork);
}

/** The tasks that no part of a merged mission has reported. The statuses of the other ones were sent by the jobs of their parts. */
export function unreported<Declared extends { readonly id: string }>(
  declared: readonly Declared[],
  report: RunReport | undefined,
): readonly Declared[] {
  return declared.filter(({ id }) => {
    const task = report?.tasks.get(id);
    return task === undefined || !hasEnded(task.status);
  });
}
