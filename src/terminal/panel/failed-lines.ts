import { sanitizeLine } from '../../base/sanitize.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { plural } from '../../report/text/format.ts';
import { hasFailed, statusPhrase } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import { type StyledLine, span } from './styled-line.ts';

/**
 * A line for each failed task with its reason, so that a failure stays visible after its line has scrolled away. If there are more than
 * `most`, the last line counts those that are not shown.
 */
export function failedLines(report: RunReport, most: number): readonly StyledLine[] {
  const failed = [...report.tasks.values()].filter(({ status }) => hasFailed(status));
  if (most < 1 || failed.length === 0) return [];
  const shown = failed.toSorted((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
  if (shown.length <= most) return shown.map(failedLine);
  const first = shown.slice(0, most - 1);
  return [...first.map(failedLine), [span('✘ ', 'red'), span(plural(shown.length - first.length, 'more', 'more'))]];
}

function failedLine(task: TaskReport): StyledLine {
  const reason = sanitizeLine(task.reason ?? '');
  return [
    span('✘ ', 'red'),
    span(`${sanitizeLine(titleOf(task.task))} ${statusPhrase(task)}`),
    span(reason === '' ? '' : `: ${reason}`, 'dim'),
  ];
}
