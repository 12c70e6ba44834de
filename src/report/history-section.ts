import { formatDuration, formatPercent, listed, plural } from './format.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import type { RunReport } from './run-report.ts';
import { sparkline } from './sparkline.ts';
import { idCell, nothing, taskLink } from './task-columns.ts';
import { leastDifference, remarks, type Usual, usualOfAll, usualText } from './usual-time.ts';

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

const howDecided = [
  '**Usually** is the median of the last 20 successful runs with the same commands, and what the middle half of them took.',
  '**Trend** shows the last ten of them and this one.',
  '**Slower than usual**: at least 5 such runs came before, and this one succeeded, but took longer than their median by',
  'more than three standard deviations (estimated by the median distance from it), by more than a tenth and by more than a',
  'second. **Rising** or **falling**: the median of the newer half of those runs differs from that of the older half by a',
  'tenth or more, and by more than their standard deviation. **Flaky**: of the last 20 runs some succeeded only at a later',
  'attempt, or failed on a commit on which others succeeded (where commits are not known: between two that succeeded).',
].join('\n');

/** This run beside the earlier ones; '' without a history. */
export function historySection(report: RunReport): string {
  if (report.predictions === undefined) return '';
  const heading = '## History';
  const all = usualOfAll(report).sort(byWeight);
  if (all.length === 0)
    return `${heading}\n\nNo earlier run with the same commands succeeded: there is nothing to compare with yet.`;
  const table = markdownTable(columns, all.slice(0, mostRows).map(row));
  const hidden = all.length - mostRows;
  return [
    heading,
    table,
    ...(hidden > 0 ? [`${plural(hidden, 'other')} with less to say: [mission.json](mission.json).`] : []),
    howDecided,
  ].join('\n\n');
}

/** What is slower or flaky, in sentences; '' when nothing is. */
export function historySentences(report: RunReport): string {
  const all = usualOfAll(report).sort(byWeight);
  const named = (title: string, found: readonly Usual[], fact: (usual: Usual) => string): string[] => {
    if (found.length === 0) return [];
    const shown = found.slice(0, mostNamed).map((usual) => `${idCell(usual.task.task.id)} (${fact(usual)})`);
    const hidden = found.length - shown.length;
    return [`${title}: ${hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : listed(shown)}.`];
  };
  const slower = named(
    'Slower than usual',
    all.filter((usual) => usual.slower),
    ({ duration, prediction }) => `${formatDuration(duration)}, usually ${formatDuration(prediction.expect)}`,
  );
  const flaky = named(
    'Flaky over the last runs',
    all.filter(({ unsteady }) => unsteady > 0),
    ({ unsteady, runs }) => `${unsteady} of ${plural(runs, 'run')}`,
  );
  return [...slower, ...flaky].join(' ');
}

/** The slower first, then the flaky, then by how far they are from what is usual. */
function byWeight(one: Usual, other: Usual): number {
  return (
    Number(other.slower) - Number(one.slower) ||
    Number(other.unsteady > 0) - Number(one.unsteady > 0) ||
    Math.abs(other.duration - other.prediction.expect) - Math.abs(one.duration - one.prediction.expect)
  );
}

function row(usual: Usual): string[] {
  const { task, prediction, duration } = usual;
  const succeeded = task.status === 'succeeded';
  return [
    taskLink(task.task.id),
    formatDuration(duration),
    usualText(prediction),
    succeeded ? difference(duration, prediction.expect) : nothing,
    String(prediction.runs),
    sparkline([...prediction.last, ...(succeeded ? [duration] : [])], leastDifference),
    remarks(usual).join(', ') || nothing,
  ];
}

function difference(duration: number, expect: number): string {
  // Percents of almost nothing say nothing.
  if (expect < leastDifference) return nothing;
  const percent = (100 * (duration - expect)) / expect;
  return Math.abs(percent) < 0.5 ? 'none' : `${percent > 0 ? '+' : ''}${formatPercent(Math.round(percent))}`;
}
