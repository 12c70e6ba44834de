import type { WhatIfFindings } from '../../analysis/what-if-findings.ts';
import { prose } from '../../sections/cell.ts';
import { whatIfNotes, whatIfTable } from '../../sections/what-if.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The same run under other limits; `nothing` if it cannot be replayed. */
export function pageWhatIf(findings: WhatIfFindings): Markup {
  switch (findings.type) {
    case 'none':
      return nothing;
    case 'sentence':
      return whatIf(html`<p>${paintSentence(prose(findings.sentence))}</p>
`);
    case 'swept': {
      const { claim, rest } = findings.cost;
      const notes = whatIfNotes(findings).map((note) => moreLine(paintSentence(note)));
      return whatIf(html`<p>${claim === '' ? nothing : html`<strong>${claim}</strong>`}${rest}</p>
${htmlTable(whatIfTable(findings))}${notes}`);
    }
    default:
      return findings satisfies never;
  }
}

function whatIf(content: Markup): Markup {
  return section('what-if', 'What if', content);
}
