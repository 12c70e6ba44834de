/*
 * The comment on a pull request: one for each job, which every run updates.
 *
 * `marker.ts` makes the hidden first line by which the comment is found again. `find-comment.ts` looks for it, and `write-comment.ts` updates it, or
 * writes it if there is none. The text is made by `src/report/markdown/comment`.
 *
 * Invariants:
 * - Two jobs have different comments, also if they run the same mission, and one job never has two.
 * - Only a comment of a bot, or of a member of the repository, is changed. Anyone else could copy the marker.
 * - A comment that cannot be written is one notice. The verdict of the mission does not depend on it.
 *
 * Not here: requests and their failures (`src/github/api`).
 */

import { sanitizeLine } from '../../base/sanitize.ts';

/** The hidden first line of the comment of this job. Names are encoded, so that none of them can end the line. */
export function commentMarker(mission: string, prefix: string, environment: NodeJS.ProcessEnv): string {
  const { GITHUB_WORKFLOW = '', GITHUB_JOB = '' } = environment;
  // The default prefix says nothing. Another one identifies a job of a matrix, whose jobs have one name.
  const parts = [mission, GITHUB_WORKFLOW, GITHUB_JOB, prefix === 'mission' ? '' : prefix];
  return `<!-- mission-runner: ${parts.map(encode).join(' ')} -->`;
}

/** Without `>` and `--`, which could end a comment of HTML. */
function encode(name: string): string {
  return `[${encodeURIComponent(sanitizeLine(name)).replaceAll('-', '%2D').slice(0, 600)}]`;
}
