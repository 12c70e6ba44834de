import { plainVerdict } from '../../report/analysis/bounds/verdict.ts';
import { costOfOneJob, JOB_SET_UP } from '../../report/analysis/cost/cost.ts';
import { errorText } from '../../report/analysis/model-error.ts';
import type { Estimate, Outlook, WhatIf } from '../../report/analysis/what-if.ts';
import { ASSUMPTIONS, assumedText, memoryNotes, trustText } from '../../report/analysis/what-if-text.ts';
import type { RunReport } from '../../report/model/run.ts';
import { formatAgainst, formatDuration, formatOffset, formatPercent, plural } from '../../report/text/format.ts';
import { titleOf } from '../../report/words/title-of.ts';
import type { WaitReason } from '../../schedule/events/event.ts';
import type { LimitChanges } from '../../simulate/changed-limits.ts';
import { alignColumns } from '../output/align-columns.ts';

const MOST_TASKS = 5;

const LEARNED =
  'Next run, learned: the same limits, with what this run measured of each task known from the start, as with --history.';

/** Milliseconds; a smaller difference is not listed. */
const SLIGHT = 50;

/** The limits that were given, and the replay with them. */
export interface Asked {
  readonly changes: LimitChanges;
  readonly estimate: Estimate;
}

/** The verdict, the measured run beside the replays, also with the demand that it has measured, the tasks with the largest changes, and how far the replay can be trusted. */
export function replayText(report: RunReport, what: WhatIf, asked: Asked | undefined): string {
  const learned = what.learned();
  const estimates = [
    what.same,
    ...(asked === undefined ? [] : [asked.estimate]),
    ...(learned === undefined ? [] : [learned]),
  ];
  const notes = [...memoryNotes(report, what, estimates), trustText(what), assumedText(estimates)].filter(
    (note) => note !== '',
  );
  return `${[
    report.mission.name,
    plainVerdict(report),
    '',
    ...alignColumns(table(what, asked, learned)),
    '',
    ...(asked === undefined ? [] : [...changesOfTasks(report, what, asked), ...withoutReadings(report, asked)]),
    ...(learned === undefined ? [] : [LEARNED]),
    ...notes,
    `An estimate, ${errorText('what-if')}:`,
    ...ASSUMPTIONS.map((assumption) => `  ${assumption}`),
    `Billed minutes are started minutes of one job, with ${formatDuration(JOB_SET_UP)} before its first task. A minute of a larger runner costs more.`,
  ].join('\n')}\n`;
}

const WAITS: readonly (readonly [WaitReason, string])[] = [
  ['cpu', 'CPU'],
  ['memory', 'memory'],
  ['slots', 'workers'],
  ['load', 'load'],
  ['lock', 'locks'],
  ['pool', 'pools'],
  ['service', 'services'],
];

function table(what: WhatIf, asked: Asked | undefined, learned: Estimate | undefined): string[][] {
  const all: readonly Outlook[] = [
    what.measured,
    what.same,
    ...(asked === undefined ? [] : [asked.estimate]),
    ...(learned === undefined ? [] : [learned]),
  ];
  const row = (name: string, cell: (outlook: Outlook) => string): string[] => [name, ...all.map(cell)];
  const against = (outlook: Outlook): string =>
    outlook === what.measured ? '' : formatAgainst(outlook.makespan, what.measured.makespan);
  return [
    [
      '',
      'as it ran',
      'same limits',
      ...(asked === undefined ? [] : [optionsText(asked.changes)]),
      ...(learned === undefined ? [] : ['next run, learned']),
    ],
    row('takes', ({ makespan }) => formatDuration(makespan)),
    row('', against),
    ...WAITS.filter(([reason]) => all.some(({ waited }) => waited[reason] > 0)).map(([reason, name]) =>
      row(`waited for ${name}`, ({ waited }) => formatDuration(waited[reason])),
    ),
    row('billed minutes', ({ makespan }) => String(costOfOneJob(makespan).minutes)),
    row('CPU at most', ({ highest }) => formatPercent(highest.cpu)),
    row('memory at most', ({ highest }) => formatPercent(highest.memory)),
    row('workers at most', ({ highest }) => String(highest.workers)),
  ];
}

/** Why limits of CPU and memory change nothing if the gate was off or nothing was measured. */
function withoutReadings({ mission, readings }: RunReport, { changes }: Asked): string[] {
  if (changes.cpu === undefined && changes.memory === undefined) return [];
  const nothing = 'so limits of CPU and memory delayed nothing.';
  if (mission.admission.gate === 'off') return [`The gate of this run was off, ${nothing}`];
  return readings.length === 0 ? [`This run has no readings of CPU and memory, ${nothing}`] : [];
}

function optionsText(changes: LimitChanges): string {
  return Object.entries(changes)
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ');
}

/** The tasks whose end differs most from the replay at the same limits. */
function changesOfTasks(report: RunReport, { same }: WhatIf, { estimate }: Asked): string[] {
  const changed = [...report.tasks.values()].flatMap(({ task }) => {
    const before = same.tasks.get(task.id);
    const after = estimate.tasks.get(task.id);
    if (before?.ended === undefined || after?.ended === undefined) return [];
    // The time at which a task was skipped does not matter.
    if (before.started === undefined && after.started === undefined && before.status === after.status) return [];
    if (before.status !== after.status) return [{ task, before, after, size: Infinity }];
    const size = Math.abs(after.ended - before.ended);
    return size < SLIGHT ? [] : [{ task, before, after, size }];
  });
  if (changed.length === 0) return ['No task would start or end at another time.', ''];
  const total = Math.max(same.makespan, estimate.makespan);
  const clock = (at: number | undefined): string => (at === undefined ? '–' : formatOffset(at, total));
  const shown = changed.sort((one, other) => other.size - one.size).slice(0, MOST_TASKS);
  const rows = shown.map(({ task, before, after }) => [
    titleOf(task),
    `${clock(before.started)} to ${clock(before.ended)}`,
    `would be ${clock(after.started)} to ${clock(after.ended)}${before.status === after.status ? '' : `, ${after.status} instead of ${before.status}`}`,
  ]);
  const left = changed.length - shown.length;
  return ['Most changed:', ...alignColumns(rows), ...(left > 0 ? [`  and ${plural(left, 'other')}`] : []), ''];
}
