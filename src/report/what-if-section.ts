import type { LimitChanges } from '../simulate/changed-limits.ts';
import { formatDuration, formatPercent, listed } from './format.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import { measuredRun } from './measured-run.ts';
import type { RunReport } from './run-report.ts';
import { nothing, waitsText } from './task-columns.ts';
import { type Outlook, type WhatIf, whatIf } from './what-if.ts';
import { heldLimits, isWorthAWord, LIMIT_NAMES, type LimitName, type Sweep, sweep } from './what-if-sweep.ts';
import { ASSUMPTIONS, againstText, assumedText, isOverloaded, OVERLOADED, trustText } from './what-if-text.ts';

/** A replay costs a moment for each task, and the report of a run must not: of more than these only the limits themselves. */
const mostTasksSwept = 500;

/** Of more than these it is left to whoever asks. */
const mostTasks = 2000;

const words: Readonly<Record<LimitName, string>> = { cpu: 'CPU', memory: 'memory', workers: 'workers', load: 'load' };

/** What other limits would have done to this run; '' of one that does not tell. */
export function whatIfSection(report: RunReport): string {
  const replayable = measuredRun(report);
  if (replayable.type === 'not-replayable') return '';
  const heading = '## What if';
  const held = heldLimits(report);
  if (held.length === 0) {
    return `${heading}\n\nNo limit held anything back: with higher ones the run would have taken as long.`;
  }
  if (report.tasks.size > mostTasks) {
    return `${heading}\n\nWhat other limits would have done to a run of this size is told by \`mission replay DIR --cpu 90\`, with the folder of this run.`;
  }
  const { run } = replayable;
  const what = whatIf(report, run);
  const swept = sweep(what, held, run.mission.admission, report.tasks.size <= mostTasksSwept);
  const estimates = swept.rows.map(({ estimate }) => estimate);
  return [
    heading,
    `The same run with other limits, replayed. ${costText(swept, what)}${freeText(held)}`,
    table(what, swept),
    [trustText(what), ...(estimates.some(isOverloaded) ? [OVERLOADED] : []), assumedText([what.same, ...estimates])]
      .filter((text) => text !== '')
      .join(' '),
    `An estimate. ${ASSUMPTIONS.join(' ')}`,
  ].join('\n\n');
}

/** Which limit has cost the most. */
function costText({ costs }: Sweep, what: WhatIf): string {
  const [dearest] = costs;
  if (dearest === undefined || !isWorthAWord(dearest.saved, what)) {
    return 'No limit alone has cost time worth mentioning.';
  }
  const { name, saved } = dearest;
  return `**The ${words[name]} limit has cost the most**: without it the run would have taken ${formatDuration(saved)} less.`;
}

function freeText(held: readonly LimitName[]): string {
  const free = LIMIT_NAMES.filter((name) => !held.includes(name)).map((name) => words[name]);
  if (free.length === 0) return '';
  return ` The ${free.length === 1 ? 'limit' : 'limits'} of ${listed(free)} held nothing back.`;
}

const columns: readonly Column[] = [
  { title: 'Limits' },
  { title: 'Takes', align: 'right' },
  { title: 'Against the same limits', align: 'right' },
  { title: 'Waited, all together' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'Active at most', align: 'right' },
];

function table(what: WhatIf, { rows }: Sweep): string {
  const { makespan } = what.same;
  return markdownTable(columns, [
    ['**As it ran**', `**${formatDuration(what.measured.makespan)}**`, '', ...cells(what.measured)],
    ['The same, replayed', formatDuration(makespan), '', ...cells(what.same)],
    ...rows.map(({ changes, estimate }) => [
      changesText(changes),
      estimate.ended ? formatDuration(estimate.makespan) : 'does not end',
      estimate.ended ? againstText(estimate.makespan, makespan) : nothing,
      ...cells(estimate),
    ]),
  ]);
}

function cells({ waited, highest }: Outlook): string[] {
  const { cpu, memory, workers } = highest;
  return [waitsText(waited) || nothing, formatPercent(cpu), formatPercent(memory), String(workers)];
}

/** `CPU 85 %`, `no CPU limit`, `8 workers`. */
function changesText(changes: LimitChanges): string {
  const given = LIMIT_NAMES.flatMap((name) => {
    const value = changes[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const lifted = given.filter(({ value }) => value === Infinity).map(({ name }) => words[name]);
  if (lifted.length > 0) return `no limit of ${listed(lifted)}`;
  return given
    .map(({ name, value }) => (name === 'workers' ? `${value} workers` : `${words[name]} ${formatPercent(value)}`))
    .join(', ');
}
