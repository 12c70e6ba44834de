import { positionsOf } from '../../mission/graph/positions.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { ExpectedUse } from '../../report/analysis/expected-use.ts';
import { errorText } from '../../report/analysis/model-error.ts';
import { formatAgainstNamed, formatCpus, formatDuration } from '../../report/text/format.ts';
import { titleOf } from '../../report/words/title-of.ts';
import type { PlanEvent, Prediction, Span } from '../../simulate/predict.ts';
import { alignColumns } from '../output/align-columns.ts';
import { costJson, costLines, type PlanCost } from './plan-cost.ts';
import { demandJson, demandLines } from './plan-demand.ts';

const BAR = 50;
const LONGEST_CHART = 60;

/**
 * `{ dynamic, forkJoin, staged, serial, floor, criticalPath, workBound?, saved, savedAgainstForkJoin, criticalTasks, cost, cpus?, events, demand }`:
 * milliseconds, `saved…` in percent; see `costJson` and `demandJson`.
 */
export function planJson(prediction: Prediction, uses: readonly ExpectedUse[], cost: PlanCost, cpus?: number): string {
  const { dynamic, staged, serial, forkJoin, floor, criticalPath, workBound, criticalTasks, events } = prediction;
  const plan = {
    dynamic,
    forkJoin,
    staged,
    serial,
    floor,
    criticalPath,
    ...(workBound === undefined ? {} : { workBound }),
    saved: tenths(prediction.saved),
    savedAgainstForkJoin: tenths(prediction.savedAgainstForkJoin),
    criticalTasks,
    cost: costJson(cost),
    ...(cpus === undefined ? {} : { cpus }),
    events: events.map(({ at, id, what }) => ({ at, id, what })),
    demand: demandJson(uses),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The predicted timeline as a chart, what it is based on, the events in order, and the durations of other schedules. */
export function planText(
  mission: Mission,
  prediction: Prediction,
  uses: readonly ExpectedUse[],
  cost: PlanCost,
  cpus?: number,
): string {
  return `${[
    mission.name,
    ...(cpus === undefined ? [] : [`An estimate for a machine with ${formatCpus(cpus)}.`]),
    '',
    ...chart(prediction),
    '',
    ...demandLines(uses),
    '',
    ...eventLines(mission, prediction.events),
    '',
    ...figures(prediction),
    ...costLines(cost),
  ].join('\n')}\n`;
}

function chart({ spans, dynamic, criticalTasks }: Prediction): string[] {
  const shown = spans.slice(0, LONGEST_CHART);
  const width = longest(shown.map(({ id }) => id));
  const rows = shown.map((span) => `  ${span.id.padEnd(width)} ${bar(span, dynamic, criticalTasks.includes(span.id))}`);
  const left = spans.length - shown.length;
  const axis = `  ${' '.repeat(width)} 0${formatDuration(dynamic).padStart(BAR - 1)}`;
  return [...rows, ...(left > 0 ? [`  … and ${left} more`] : []), axis];
}

/** A bar: dark for a task of the critical path, light for any other task. */
function bar(span: Span, total: number, critical: boolean): string {
  if (span.started === undefined || span.ended === undefined || total === 0) return '·'.repeat(BAR);
  const from = Math.min(BAR - 1, Math.round((BAR * span.started) / total));
  const to = Math.max(from + 1, Math.round((BAR * span.ended) / total));
  return '·'.repeat(from) + (critical ? '█' : '▒').repeat(to - from) + '·'.repeat(BAR - to);
}

/** Lines that become one text at once: of 300,000 lines, each in several parts until the end, the garbage collector would move all. */
const BLOCK = 1_000;

/** Blocks of lines. */
function eventLines(mission: Mission, events: readonly PlanEvent[]): string[] {
  const positions = positionsOf(mission.tasks);
  const times = formattedTimes(events);
  const width = longest(times);
  const blocks: string[] = [];
  let lines: string[] = [];
  for (const [index, { id, what, reason }] of events.entries()) {
    const task = mission.tasks[positions.of(id)];
    const label = task === undefined ? id : titleOf(task);
    const line = `  ${(times[index] ?? '').padStart(width)}  ${verb(what)} ${label}`;
    lines.push(reason === undefined ? line : `${line} (${reason})`);
    if (lines.length < BLOCK) continue;
    blocks.push(lines.join('\n'));
    lines = [];
  }
  return lines.length === 0 ? blocks : [...blocks, lines.join('\n')];
}

/** Much happens at once, and a text is made once for each moment. */
function formattedTimes(events: readonly PlanEvent[]): readonly string[] {
  let newest = { at: Number.NaN, text: '' };
  return events.map(({ at }) => {
    if (at !== newest.at) newest = { at, text: formatDuration(at) };
    return newest.text;
  });
}

/** The longest text. `Math.max(...)` would throw, because a call accepts fewer arguments than a mission may have events. */
function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function verb(what: PlanEvent['what']): string {
  switch (what) {
    case 'started':
      return '▶ start     ';
    case 'ended':
      return '✔ end       ';
    case 'deferred':
      return '⏸ deferred  ';
    case 'not-needed':
      return '– not needed';
    default:
      return what satisfies never;
  }
}

function figures(prediction: Prediction): string[] {
  const { dynamic, staged, serial, forkJoin, floor, criticalPath, criticalTasks, remembered, assumed } = prediction;
  return [
    ...alignColumns([
      ['dynamic', formatDuration(dynamic), againstText(prediction)],
      ['fork-join', formatDuration(forkJoin), 'all tasks at once, then all tests at once, with the same workers'],
      ['staged', formatDuration(staged), 'all tasks as they run, then all tests one after the other'],
      ['serial', formatDuration(serial), 'everything one after the other'],
      ['floor', formatDuration(floor), floorText(prediction)],
      ['critical path', formatDuration(criticalPath), pathText(criticalTasks)],
    ]),
    ...(remembered.length === 0 ? [] : [`  from history   ${idsText(remembered)}: the median of earlier runs`]),
    ...(assumed.length === 0 ? [] : [`  no \`expect\`: ${idsText(assumed)}; their duration is assumed`]),
  ];
}

/** A plan without tests, or without durations, has nothing to compare. */
function againstText({ dynamic, forkJoin, staged }: Prediction): string {
  const texts = [formatAgainstNamed(dynamic, forkJoin, 'fork-join'), formatAgainstNamed(dynamic, staged, 'staged')];
  const compared = texts.filter((text) => text !== '').join(', ');
  return compared === '' ? '' : `${compared}: an estimate ${errorText('plan')}`;
}

function floorText({ floor, workBound }: Prediction): string {
  const cause = workBound === floor ? 'the CPU time of all tasks on these CPUs' : 'the longest chain of needs';
  return `${cause}: no schedule is shorter`;
}

/** Of a longer path the beginning and the end: it is one line, and may have thousands of tasks. */
function pathText(ids: readonly string[]): string {
  const [first, last] = [6, 3];
  const left = ids.length - first - last;
  if (left <= 1) return ids.join(' → ');
  return [...ids.slice(0, first), `… ${left} more …`, ...ids.slice(-last)].join(' → ');
}

function idsText(ids: readonly string[]): string {
  return `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;
}
