import { info, setSecret } from '@actions/core';
import type { RunReport } from '../report/model/run.ts';
import { plural } from '../report/text/format.ts';
import type { CommentLinks } from './comment/write-comment.ts';
import { publishNotice } from './publish-notice.ts';
import type { SavedState } from './saved-state.ts';
import { readSavedStatuses } from './statuses/saved-statuses.ts';

/** Milliseconds: enough for 100 statuses, one a second, in a job that was cancelled and has five minutes. */
const STATUSES_LIMIT = 150_000;

/** What `main` was asked to report through GitHub's API, and has not reported. */
export interface OwedReports {
  /** Sends the results that are missing. Without a report, each of them is an error. Never rejects. */
  settle(report: RunReport | undefined): Promise<void>;
  /** Writes the comment, if that is owed. Never rejects. */
  comment(report: RunReport, links: CommentLinks): Promise<void>;
}

/** Undefined if nothing is owed. */
export function owedReports(
  { settings, commented }: Pick<SavedState, 'settings' | 'commented'>,
  environment: NodeJS.ProcessEnv,
): OwedReports | undefined {
  const statuses = readSavedStatuses(environment);
  const marker = commented ? undefined : settings?.commentMarker;
  if (statuses === undefined && marker === undefined) return undefined;
  const token = (environment.INPUT_TOKEN ?? '').trim();
  if (token !== '') setSecret(token);
  return {
    settle: async (report) => {
      if (statuses === undefined) return;
      info(
        `Sending ${plural(statuses.open.length, 'commit status', 'commit statuses')} that the main step left, one a second.`,
      );
      const { settleStatuses } = await import('./statuses/settle-statuses.ts');
      const request = { ...statuses, report, token, environment, limit: STATUSES_LIMIT };
      publishNotice(await settleStatuses(request), 'Commit statuses not sent');
    },
    comment: async (report, links) => {
      if (marker === undefined) return;
      const { writeComment } = await import('./comment/write-comment.ts');
      publishNotice(await writeComment({ report, marker, links, token, environment }), 'No comment written');
    },
  };
}
