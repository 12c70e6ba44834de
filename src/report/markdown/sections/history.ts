import {
  differenceText,
  HOW_DECIDED,
  NOTHING_BEFORE,
  rankedUsual,
  slowerText,
  trendOf,
} from '../../analysis/history-findings.ts';
import { leastDifference, remarks, type Usual, unsteadyText, usualText } from '../../analysis/usual-time.ts';
import type { RunReport } from '../../model/run.ts';
import { formatDuration, listed, plural } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { sparkline } from '../../text/sparkline.ts';
import { idCell, nothing, taskLink } from '../task/columns.ts';

const mostRows = 20;
const mostNamed = 10;

const columns: readonly Column[] = [
  { title: 'Id' },
  { title: 'This run', align: 'right' },
  { title: 'Usually', align: 'right' },
  { title: 'Difference', align: 'right' },
  { title: 'Runs', align: 'right' },
  { title: 'Trend' },
  { title: 'Note' },
];

/** This run beside the earlier ones; '' without a history. */
export function historySection(report: RunReport): string {
  if (report.predictions === undefined) return '';
  const heading = '## History';
  const all = rankedUsual(report);
  if (all.length === 0) return `${heading}\n\n${NOTHING_BEFORE}`;
  const table = markdownTable(columns, all.slice(0, mostRows).map(row));
  const hidden = all.length - mostRows;
  return [
    heading,
    table,
    ...(hidden > 0 ? [`${plural(hidden, 'other')} with less to say: [mission.json](mission.json).`] : []),
    HOW_DECIDED.map(([term, rest]) => `**${term}**${rest}`).join('\n'),
  ].join('\n\n');
}

/** What is slower or flaky, in sentences; '' when nothing is. */
export function historySentences(report: RunReport): string {
  const all = rankedUsual(report);
  const named = (title: string, found: readonly Usual[], fact: (usual: Usual) => string): string[] => {
    if (found.length === 0) return [];
    const shown = found.slice(0, mostNamed).map((usual) => `${idCell(usual.task.task.id)} (${fact(usual)})`);
    const hidden = found.length - shown.length;
    return [`${title}: ${hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : listed(shown)}.`];
  };
  const slower = named(
    'Slower than usual',
    all.filter((usual) => usual.slower),
    slowerText,
  );
  const flaky = named(
    'Flaky over the last runs',
    all.filter(({ flaky }) => flaky > 0),
    unsteadyText,
  );
  return [...slower, ...flaky].join(' ');
}

function row(usual: Usual): string[] {
  const { task, prediction, duration } = usual;
  return [
    taskLink(task.task.id),
    formatDuration(duration),
    usualText(prediction),
    differenceText(usual) || nothing,
    String(prediction.runs),
    sparkline(trendOf(usual).values, leastDifference),
    remarks(usual).join(', ') || nothing,
  ];
}
