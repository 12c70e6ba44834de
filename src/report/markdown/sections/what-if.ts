import type { WhatIfFindings } from '../../analysis/what-if-findings.ts';
import { whatIfNotes, whatIfTable } from '../../sections/what-if.ts';
import { paintSentence, paintTable } from '../parts/paint.ts';

/** What other limits would have changed; '' if the run cannot be replayed. */
export function whatIfSection(findings: WhatIfFindings): string {
  const heading = '## What if';
  switch (findings.type) {
    case 'none':
      return '';
    case 'sentence':
      return `${heading}\n\n${findings.sentence}`;
    case 'swept': {
      const { claim, rest } = findings.cost;
      return [
        heading,
        `The same run with other limits, replayed. ${claim === '' ? '' : `**${claim}**`}${rest}`,
        paintTable(whatIfTable(findings)),
        ...whatIfNotes(findings).map((note) => paintSentence(note)),
      ].join('\n\n');
    }
    default:
      return findings satisfies never;
  }
}
