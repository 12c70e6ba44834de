import { loadFigures, meanActive, measuredMeans, timelineOf } from '../analysis/figures.ts';
import { loadTitle } from '../analysis/learned-demand.ts';
import { type ComparedTime, comparedTimes } from '../analysis/time-comparison.ts';
import type { RunReport } from '../model/run.ts';
import { formatPercent } from '../text/format.ts';
import { varianceText } from '../words/variance-text.ts';
import { blank, type Cell, figureCell, percentCell, type Sentence, strong, text, textOrNone } from './cell.ts';
import { type Column, makeTable, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Timeline' },
  { title: 'Takes', align: 'right' },
  { title: 'Length', drawing: true },
  { title: 'This run', align: 'right' },
  { title: 'What it is' },
];

/** From so many tasks on, the critical path is a list instead of a chain of arrows. */
const mostInChain = 12;

/** The run against staged, serial and the lower bound of every schedule; undefined if nothing has run. */
export function timeTable(report: RunReport): Table | undefined {
  if (timelineOf(report).serial === 0) return undefined;
  const times = comparedTimes(report);
  const longest = Math.max(...times.map(({ time }) => time));
  return makeTable({
    caption: 'Time against staged and serial',
    columns,
    rows: times.map((time) => row(time, longest)),
  });
}

function row({ name, kind, time, compared, what }: ComparedTime, longest: number): Row {
  const own = kind === 'own';
  return [
    own ? strong(name) : text(name),
    { type: 'duration', milliseconds: time, ...(own ? { strong: true as const } : {}) },
    { type: 'share', share: time / longest, kind },
    compared === '' ? blank : text(compared),
    text(what),
  ];
}

/** How to read the table, and the critical path. */
export function timeNotes(report: RunReport): readonly Sentence[] {
  const { criticalTasks } = timelineOf(report);
  const chain: Cell = {
    type: 'ids',
    ids: criticalTasks,
    most: mostInChain,
    ...(criticalTasks.length <= mostInChain ? { separator: ' → ' } : {}),
  };
  return [
    [
      text(
        `${unfinished(report)}The estimates add up durations that were measured while other tasks ran; alone, each task might have been faster.`,
      ),
    ],
    ...(criticalTasks.length === 0 ? [] : [[text('Critical path: '), chain, text('.')]]),
  ];
}

function unfinished({ result }: RunReport): string {
  const until = 'these are the times of what has run so far.';
  if (result === undefined) return `The mission has not ended: ${until} `;
  return result === 'cancelled' ? `The mission was cancelled: ${until} ` : '';
}

const utilizationColumns: readonly Column[] = [
  { title: 'What' },
  { title: 'On average', align: 'right' },
  { title: 'At most', align: 'right' },
  { title: 'Note' },
];

/** How well the machine was used, counted by the gate and measured; undefined if nothing was launched. */
export function utilizationTable(report: RunReport): Table | undefined {
  if (report.admissions.length === 0) return undefined;
  const { workers } = report.mission.admission;
  const active = meanActive(report);
  const load = loadFigures(report);
  const means = measuredMeans(report);
  const share =
    workers.limit > 0 ? `${formatPercent((100 * active) / workers.limit)} of the limit of ${workers.limit}` : '';
  const declared = load.maximum > 0;
  return makeTable({
    caption: 'Utilization',
    columns: utilizationColumns,
    rows: [
      [
        text('Active workers'),
        figureCell(active, 2),
        figureCell(Math.max(report.load.maximumActive, report.load.active)),
        textOrNone(share),
      ],
      [
        text(loadTitle(report)),
        percentCell(declared ? load.mean : undefined),
        percentCell(declared ? load.maximum : undefined),
        text(declared ? varianceText(load.variance) : 'none declared'),
      ],
      measured('Measured CPU', means.cpu, report.cpu.maximumCpu),
      measured('Measured memory', means.memory, report.cpu.maximumMemory),
    ],
  });
}

function measured(what: string, mean: number | undefined, maximum: number): Row {
  return [
    text(what),
    percentCell(mean),
    percentCell(mean === undefined ? undefined : maximum),
    mean === undefined ? text('not measured') : blank,
  ];
}
