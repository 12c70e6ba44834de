import { plural } from '../format.ts';
import { changedAgain } from '../resume-text.ts';
import type { RunReport } from '../run-report.ts';
import { html, type Markup, nothing } from './html.ts';
import { shortText } from './short-text.ts';

/** What had succeeded and was run again by a resume, and why. */
export function pageAgain(report: RunReport): Markup {
  const { shown, hidden } = changedAgain(report.resumes);
  if (shown.length === 0) return nothing;
  return html`<section id="again" aria-labelledby="again-heading">
<h2 id="again-heading">Succeeded, and run again</h2>
<p>The mission file had changed when the run was resumed.</p>
<ul>
${shown.map(
  ({ id, why }) => html`<li><code>${id}</code>: ${shortText(why, 600)}</li>
`,
)}</ul>
${
  hidden === 0
    ? nothing
    : html`<p class="more">${plural(hidden, 'more is', 'more are')} in events.jsonl.</p>
`
}</section>
`;
}
