import { areAloneKnown, boundsOf } from '../analysis/bounds/bounds.ts';
import { isAtFloor, spentWords } from '../analysis/bounds/bounds-words.ts';
import { COMPARABLE, whyNoEstimates } from '../analysis/bounds/comparable.ts';
import { type ComparedTime, comparedTimes } from '../analysis/bounds/time-comparison.ts';
import { loadFigures, meanActive, measuredMeans, timelineOf } from '../analysis/figures.ts';
import { loadTitle } from '../analysis/learned-demand.ts';
import type { RunReport } from '../model/run.ts';
import { formatPercent } from '../text/format.ts';
import { varianceText } from '../words/variance-text.ts';
import {
  blank,
  type Cell,
  durationCell,
  figureCell,
  idsCell,
  none,
  percentCell,
  type Sentence,
  strong,
  text,
  textOrNone,
} from './cell.ts';
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

/** The run against the bounds of every schedule and against other schedules; undefined if nothing has run, or on several runners: these are schedules of one machine. */
export function timeTable(report: RunReport): Table | undefined {
  if (report.fleet !== undefined || timelineOf(report).serial === 0) return undefined;
  const times = comparedTimes(report);
  const longest = Math.max(...times.map(({ time = 0 }) => time));
  return makeTable({
    caption: 'Time, floor and other schedules',
    columns,
    rows: times.map((time) => row(time, longest)),
  });
}

function row({ name, kind, time, compared, what }: ComparedTime, longest: number): Row {
  const own = kind === 'own';
  return [
    own ? strong(name) : text(name),
    time === undefined ? none : { type: 'duration', milliseconds: time, ...(own ? { strong: true as const } : {}) },
    time === undefined ? blank : { type: 'share', share: time / longest, kind },
    compared === '' ? blank : text(compared),
    text(what),
  ];
}

/** How to read the table, and the critical path. */
export function timeNotes(report: RunReport): readonly Sentence[] {
  const { criticalTasks } = timelineOf(report);
  const why = whyNoEstimates(report);
  const chain: Cell = {
    type: 'ids',
    ids: criticalTasks,
    most: mostInChain,
    ...(criticalTasks.length <= mostInChain ? { separator: ' → ' } : {}),
  };
  return [
    [text(`${unfinished(report)}${floorNote(report)}${why === '' ? '' : ` ${why}`}`)],
    ...(criticalTasks.length === 0 ? [] : [[text('Critical path: '), chain, text('.')]]),
  ];
}

/** Title of `aboveFloorTable`. */
export const ABOVE = 'What the time above the floor was spent on, along the chain of needs that ended last';

const aboveColumns: readonly Column[] = [
  { title: 'Part of the time' },
  { title: 'Takes', align: 'right' },
  { title: 'Length', drawing: true },
  { title: 'Tasks and tests' },
];

const mostTasksAbove = 5;

/** The floor, and what the time above it was spent on: together the time of the run. Undefined if it ran at its floor. */
export function aboveFloorTable(report: RunReport): Table | undefined {
  const bounds = boundsOf(report);
  if (bounds === undefined || report.duration < COMPARABLE || isAtFloor(bounds)) return undefined;
  const { time, floor, by, spent } = bounds;
  const share = (part: number, kind: 'own' | 'floor' | 'other'): Cell => ({ type: 'share', share: part / time, kind });
  return makeTable({
    caption: ABOVE,
    columns: aboveColumns,
    rows: [
      [
        text(by === 'cpu-work' ? 'Floor: CPU work' : 'Floor: critical path'),
        durationCell(floor),
        share(floor, 'floor'),
        blank,
      ],
      ...spent
        .filter((part) => part.time >= 1)
        .map((part) => [
          text(sentenceCase(spentWords[part.on])),
          durationCell(part.time),
          share(part.time, 'other'),
          part.tasks.length === 0
            ? blank
            : idsCell(
                part.tasks.map(({ id }) => id),
                mostTasksAbove,
              ),
        ]),
      [strong('Dynamic'), { type: 'duration', milliseconds: time, strong: true }, share(time, 'own'), blank],
    ],
  });
}

function sentenceCase(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A floor that may be too high must say so. */
function floorNote(report: RunReport): string {
  const text =
    'No schedule of the same work on this machine is shorter than its floor, the longer of critical path and CPU work.';
  const { criticalPath, criticalTasks, workBound = 0 } = timelineOf(report);
  if (workBound > criticalPath || areAloneKnown(report, criticalTasks) === 'yes') return text;
  return `${text} This floor may be too high, because tasks may be faster alone, which was not measured.`;
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
