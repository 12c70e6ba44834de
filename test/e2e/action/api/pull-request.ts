import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiServer } from '../../../github/api/api-server.ts';
import type { EndedStep, Job } from '../step.ts';

/** Commit of the pull request, and of the merge that is checked out. */
export const HEAD = 'b'.repeat(40);
export const MERGE = 'c'.repeat(40);

/** The variables of a step of a workflow on pull request 7. */
export function onPullRequest(job: Job, { url }: ApiServer, extra: Readonly<Record<string, string>> = {}) {
  const event = join(job.temp, 'event.json');
  const head = { sha: HEAD, repo: { full_name: 'octo/repo' } };
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head } }));
  return { GITHUB_API_URL: url, GITHUB_SHA: MERGE, GITHUB_EVENT_PATH: event, GITHUB_WORKFLOW: 'CI', ...extra };
}

/** Notices of a step, without those about reports that are not uploaded. */
export function notices({ messages }: EndedStep): readonly string[] {
  return messages('notice').filter((message) => !message.includes('artifact service'));
}
