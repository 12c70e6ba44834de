import { warningsOf } from '../analysis/warnings.ts';
import type { RunReport } from '../model/run.ts';
import { plural } from '../text/format.ts';
import { text } from './cell.ts';
import type { List } from './list.ts';

const mostWarnings = 100;

/** What did not work in the run itself, launches past a closed gate, and tasks with too many threads, oldest first; undefined if there is nothing to warn of. */
export function warningsList(report: RunReport): List | undefined {
  const warnings = warningsOf(report);
  if (warnings.length === 0) return undefined;
  const items = warnings
    .slice(0, mostWarnings)
    .map(({ at, text }) => ({ at, sentence: [{ type: 'untrusted', text } as const] }));
  const hidden = warnings.length - items.length;
  return {
    title: 'Warnings',
    intro: [],
    items,
    more:
      hidden > 0
        ? [text(`${plural(hidden, 'more is', 'more are')} in `), { type: 'file', path: 'events.jsonl' }, text('.')]
        : [],
  };
}
