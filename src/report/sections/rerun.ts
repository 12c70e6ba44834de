import type { RunReport } from '../model/run.ts';
import { plural } from '../text/format.ts';
import { changedAgain } from '../words/resume-text.ts';
import { text } from './cell.ts';
import type { List } from './list.ts';

/** The tasks that had succeeded and were run again by a resume, and why; undefined if there are none. */
export function rerunList(report: RunReport): List | undefined {
  const { shown, hidden } = changedAgain(report.resumes);
  if (shown.length === 0) return undefined;
  return {
    title: 'Succeeded earlier, run again',
    intro: [text('Each had succeeded before the run was resumed. The reason is next to its id.')],
    items: shown.map(({ id, why }) => ({
      sentence: [{ type: 'id', id }, text(': '), { type: 'untrusted', text: why }],
    })),
    more:
      hidden > 0
        ? [text(`${plural(hidden, 'more is', 'more are')} in `), { type: 'file', path: 'events.jsonl' }, text('.')]
        : [],
  };
}
