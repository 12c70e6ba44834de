import { setSecret } from '@actions/core';
import type { RunReport } from '../report/model/run.ts';
import type { CommentLinks } from './comment/write-comment.ts';
import type { Prepared } from './prepare-mission.ts';
import { publishNotice } from './publish-notice.ts';
import { saveMilestone } from './saved-state.ts';
import type { ReportedStatuses } from './statuses/report-statuses.ts';

/** Milliseconds for results after the end of the mission. What is left is sent by `post`. */
const RESULTS_LIMIT = 10_000;

/** What a step reports through GitHub's API: commit statuses while the mission runs, and a comment at its end. */
export interface GitHubReports {
  /** Called with each event, with the report so far. */
  follow(report: RunReport): void;
  /** Sends the results, or an error if there is no report. Ends soon, and never rejects. */
  settle(report: RunReport | string, signal: AbortSignal): Promise<void>;
  /** Writes the comment, unless the step is cancelled: then `post` does. Ends soon, and never rejects. */
  comment(report: RunReport, links: CommentLinks, signal: AbortSignal): Promise<void>;
}

/** Masks the token everywhere in the log, and takes it out of the environment from which those of programs are made. */
export function hideToken(token: string, environment: NodeJS.ProcessEnv): void {
  if (token !== '') setSecret(token);
  delete environment.INPUT_TOKEN;
}

/** Undefined if the inputs ask for neither statuses nor a comment. */
export async function startGitHubReports(
  { inputs, declared, whole }: Prepared,
  marker: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<GitHubReports | undefined> {
  const { token, statuses: choice, statusPrefix: prefix } = inputs;
  const statuses =
    choice === 'none' ? undefined : await startStatuses({ declared, whole, choice, prefix, token, environment });
  if (statuses === undefined && marker === undefined) return undefined;
  publishNotice(statuses?.notice, 'Tasks without a commit status');
  return {
    follow: (report) => statuses?.follow(report),
    settle: async (report, signal) => {
      if (typeof report === 'string') statuses?.breakOff(report);
      else statuses?.follow(report);
      publishNotice(await statuses?.finish(RESULTS_LIMIT, signal), 'Commit statuses not sent');
    },
    comment: async (report, links, signal) => {
      if (marker === undefined || signal.aborted) return;
      // Loaded here, as the statuses, because few steps ask for it.
      const { writeComment } = await import('./comment/write-comment.ts');
      publishNotice(await writeComment({ report, marker, links, token, environment }), 'No comment written');
      saveMilestone('commented');
    },
  };
}

/** Loaded here, because few steps report statuses. */
async function startStatuses(
  request: Parameters<typeof import('./statuses/report-statuses.ts').reportStatuses>[0],
): Promise<ReportedStatuses> {
  const { reportStatuses } = await import('./statuses/report-statuses.ts');
  return reportStatuses(request);
}
