import { loadFigures, meanActive, measuredMeans, timelineOf } from '../../analysis/figures.ts';
import { type ComparedTime, comparedTimes } from '../../analysis/time-comparison.ts';
import type { RunReport } from '../../model/run.ts';
import { formatDuration, formatPercent, trimmed } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { idsCell, nothing } from '../task/columns.ts';

const columns: readonly Column[] = [
  { title: 'Timeline' },
  { title: 'Takes', align: 'right' },
  { title: 'This run', align: 'right' },
  { title: 'What it is' },
];

/** The run against staged, serial and the floor that no schedule can pass. */
export function timeSection(report: RunReport): string {
  const { serial, criticalTasks } = timelineOf(report);
  if (serial === 0) return '';
  return [
    '## Time',
    markdownTable(columns, comparedTimes(report).map(timeRow)),
    `${unfinished(report)}The estimates add up durations that were measured side by side; alone, each might have been shorter.`,
    `Critical path: ${criticalTasks.length <= 12 ? criticalTasks.map((id) => idsCell([id])).join(' → ') : idsCell(criticalTasks, 12)}.`,
  ].join('\n\n');
}

function unfinished({ result }: RunReport): string {
  const until = 'these are the times of what ran until then.';
  if (result === undefined) return `The mission has not ended: ${until} `;
  return result === 'cancelled' ? `The mission was stopped before its end: ${until} ` : '';
}

function timeRow({ name, kind, time, compared, what }: ComparedTime): string[] {
  const mark = kind === 'own' ? '**' : '';
  return [`${mark}${name}${mark}`, `${mark}${formatDuration(time)}${mark}`, compared, what];
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
