import { plural } from '../../report/text/format.ts';
import type { SendingEnd } from './sender.ts';

/** What to do about a failure, by the status of HTTP. */
function adviceFor(status: number, isFork: boolean): string {
  if (status === 401) return 'Check that the input `token` is a token that has not expired.';
  if (status === 422) return 'Check that the commit is in this repository.';
  if (isFork) return 'The token of a pull request from a fork can only read. Require the check of the job there.';
  return 'Give the job `permissions: statuses: write`. The token of a pull request from Dependabot can only read.';
}

/** A sentence or two for the notice about statuses that were not sent; undefined if all were. */
export function statusNotice(end: SendingEnd, isFork: boolean): string | undefined {
  switch (end.type) {
    case 'sent': {
      if (end.rejected.length === 0) return undefined;
      const names = end.rejected.slice(0, 3).map(({ context }) => context);
      const more = end.rejected.length > names.length ? ` and ${end.rejected.length - names.length} more` : '';
      return `GitHub rejected the commit status of ${names.join(', ')}${more}: ${end.why ?? 'no reason was given'}.`;
    }
    case 'left':
      return `${plural(end.left, 'commit status was', 'commit statuses were')} not sent in time${end.why === undefined ? '' : `: ${end.why}`}. A required one stays pending until the workflow runs again.`;
    case 'refused':
      return `No commit status can be sent: ${end.why}. ${adviceFor(end.status, isFork)}`;
    default:
      return end satisfies never;
  }
}
