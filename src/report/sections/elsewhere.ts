import type { RunReport } from '../model/run.ts';
import { plural } from '../text/format.ts';
import { statusWord } from '../words/status-text.ts';
import { text } from './cell.ts';
import type { List } from './list.ts';

/** How many tasks a document lists. */
const most = 50;

/** The tasks of other parts on which those of this one depend, and how they ended there; undefined if there are none. */
export function elsewhereList({ elsewhere = [] }: RunReport): List | undefined {
  if (elsewhere.length === 0) return undefined;
  const hidden = elsewhere.length - most;
  return {
    title: 'Tasks of other parts',
    intro: [text('Tasks and tests of this part depend on these, which ran on other runners.')],
    items: elsewhere.slice(0, most).map(({ id, part, status, reason }) => ({
      sentence: [
        { type: 'id', id },
        text(`: part ${part}, ${statusWord(status)}`),
        ...(reason === undefined ? [] : [text(' ('), { type: 'untrusted', text: reason } as const, text(')')]),
      ],
    })),
    more:
      hidden > 0
        ? [text(`${plural(hidden, 'more is', 'more are')} in `), { type: 'file', path: 'mission.json' }, text('.')]
        : [],
  };
}
