import type { MissionCorrection } from '../../analysis/mission-correction.ts';
import { prose } from '../../sections/cell.ts';
import { fileLink } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';

/** Characters; a longer diff is left to the Markdown report. */
const longestPatch = 150_000;

/** The diff of the mission file; `nothing` if nothing has to be corrected. */
export function pageCorrection(correction: MissionCorrection | undefined): Markup {
  if (correction === undefined) return nothing;
  const { sentence, patch, more } = correction;
  const content = html`<p>${paintSentence(prose(sentence))}</p>
${patch === '' ? nothing : shownDiff(patch)}
${moreLine(more)}`;
  return section('correction', 'Correction of the mission file', content);
}

function shownDiff(patch: string): Markup {
  if (patch.length <= longestPatch) return diff(patch);
  return html`<p>The diff is too long for this page: see ${fileLink('final-report.md', 'final-report.md')}.</p>`;
}

/** The script shows the button once it works. */
function diff(patch: string): Markup {
  const lines = patch.split(/(?<=\n)/);
  return html`<p class="copying"><button type="button" id="copy" hidden>Copy the diff</button> <span id="copied" role="status"></span></p>
<pre id="patch" class="patch" tabindex="0" role="group" aria-label="Diff of the mission file">${lines.map(line)}</pre>`;
}

/** The first character says whether a line is added or removed; the colour repeats it. */
function line(text: string): Markup {
  const kind = kindOf(text);
  return kind === undefined ? html`<span>${text}</span>` : html`<span class="${kind}">${text}</span>`;
}

function kindOf(text: string): 'about' | 'added' | 'removed' | undefined {
  if (/^(?:---|\+\+\+|@@) /.test(text)) return 'about';
  return text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : undefined;
}
