import { formatDuration, formatPercent, trimmed } from './format.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import { loadFigures, meanActive, measuredMeans, timelineOf } from './report-figures.ts';
import type { RunReport } from './run-report.ts';
import { idsCell, nothing } from './task-columns.ts';

const columns: readonly Column[] = [
  { title: 'Timeline' },
  { title: 'Takes', align: 'right' },
  { title: 'This run', align: 'right' },
  { title: 'What it is' },
];

/** The run against staged, serial and the floor that no schedule can pass. */
export function timeSection(report: RunReport): string {
  const { dynamic, staged, serial, criticalPath, criticalTasks } = timelineOf(report);
  if (serial === 0) return '';
  return [
    '## Time',
    markdownTable(columns, [
      ['**Dynamic**', `**${formatDuration(dynamic)}**`, '', 'as it ran'],
      [
        'Staged',
        formatDuration(staged),
        compared(dynamic, staged),
        'estimate: all tasks as they ran, then all tests one after the other',
      ],
      ['Serial', formatDuration(serial), compared(dynamic, serial), 'estimate: everything one after the other'],
      [
        'Critical path',
        formatDuration(criticalPath),
        compared(dynamic, criticalPath),
        'the longest chain of needs: no schedule is shorter',
      ],
    ]),
    `${unfinished(report)}The estimates add up durations that were measured side by side; alone, each might have been shorter.`,
    `Critical path: ${criticalTasks.length <= 12 ? criticalTasks.map((id) => idsCell([id])).join(' → ') : idsCell(criticalTasks, 12)}.`,
  ].join('\n\n');
}

function unfinished({ result }: RunReport): string {
  const until = 'these are the times of what ran until then.';
  if (result === undefined) return `The mission has not ended: ${until} `;
  return result === 'cancelled' ? `The mission was stopped before its end: ${until} ` : '';
}

/** `26.6 % less`: how this run stands to another timeline. */
function compared(dynamic: number, other: number): string {
  if (other === 0) return '';
  const difference = (100 * (other - dynamic)) / other;
  if (Math.abs(difference) < 0.05) return 'equal';
  return `${formatPercent(Math.abs(difference))} ${difference > 0 ? 'less' : 'more'}`;
}

/** How well the machine was used, by our own count and by what was measured. */
export function utilizationSection(report: RunReport): string {
  if (report.admissions.length === 0) return '';
  const { workers } = report.mission.admission;
  const active = meanActive(report);
  const load = loadFigures(report);
  const means = measuredMeans(report);
  const share =
    workers.limit > 0 ? `${formatPercent((100 * active) / workers.limit)} of the ${workers.limit} allowed` : '';
  const rows = [
    ['Active workers', trimmed(active, 2), String(Math.max(report.load.maximumActive, report.load.active)), share],
    ...(load.maximum === 0
      ? [['Declared load', nothing, nothing, 'none was declared']]
      : [
          [
            'Declared load',
            formatPercent(load.mean),
            formatPercent(load.maximum),
            `variance ${trimmed(load.variance, 1)}`,
          ],
        ]),
    measured('Measured CPU', means.cpu, report.cpu.maximumCpu),
    measured('Measured memory', means.memory, report.cpu.maximumMemory),
  ];
  return `## Utilization\n\n${markdownTable(utilizationColumns, rows)}`;
}

const utilizationColumns: readonly Column[] = [
  { title: 'What' },
  { title: 'On average', align: 'right' },
  { title: 'At most', align: 'right' },
  { title: 'Note' },
];

function measured(what: string, mean: number | undefined, maximum: number): string[] {
  return mean === undefined
    ? [what, nothing, nothing, 'not measured']
    : [what, formatPercent(mean), formatPercent(maximum), ''];
}
