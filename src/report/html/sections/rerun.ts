import type { RunReport } from '../../model/run.ts';
import { plural } from '../../text/format.ts';
import { changedAgain } from '../../words/resume-text.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';

/** What had succeeded and was run again by a resume, and why. */
export function pageAgain(report: RunReport): Markup {
  const { shown, hidden } = changedAgain(report.resumes);
  if (shown.length === 0) return nothing;
  const more = hidden === 0 ? '' : `${plural(hidden, 'more is', 'more are')} in events.jsonl.`;
  const items = shown.map(
    ({ id, why }) => html`<li><code>${id}</code>: ${shortText(why, 600)}</li>
`,
  );
  const content = html`<p>The mission file had changed when the run was resumed.</p>
<ul>
${items}</ul>
${moreLine(more)}`;
  return section('again', 'Succeeded, and run again', content);
}
