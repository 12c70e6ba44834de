import type { MissionCorrection } from '../../analysis/mission-correction.ts';
import { fileLink, prose } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';

/** Characters; a file with lines of such a length is better read elsewhere. */
const longestPatch = 150_000;

/** The diff of the mission file. */
export function pageCorrection(correction: MissionCorrection | undefined): Markup {
  if (correction === undefined) return nothing;
  const { sentence, patch, more } = correction;
  const content = html`<p>${prose(sentence)}</p>
${patch.length > longestPatch ? html`<p>It is long: ${fileLink('final-report.md', 'final-report.md')} has it.</p>` : diff(patch)}
${moreLine(more)}`;
  return section('correction', 'Correction of the mission file', content);
}

/** The button is there once a script can answer it. */
function diff(patch: string): Markup {
  const lines = patch.split(/(?<=\n)/);
  return html`<p class="copying"><button type="button" id="copy" hidden>Copy the diff</button> <span id="copied" role="status"></span></p>
<pre id="patch" class="patch" tabindex="0" role="group" aria-label="Diff of the mission file">${lines.map(line)}</pre>`;
}

/** Its first character says what it is; the colour says it again. */
function line(text: string): Markup {
  const kind = kindOf(text);
  return kind === undefined ? html`<span>${text}</span>` : html`<span class="${kind}">${text}</span>`;
}

function kindOf(text: string): 'about' | 'added' | 'removed' | undefined {
  if (/^(?:---|\+\+\+|@@) /.test(text)) return 'about';
  return text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : undefined;
}
