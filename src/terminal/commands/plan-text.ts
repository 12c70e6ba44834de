import type { Mission } from '../../mission/model/mission.ts';
import type { ExpectedUse } from '../../report/analysis/expected-use.ts';
import { errorText } from '../../report/analysis/model-error.ts';
import { formatAgainstNamed, formatCpus, formatDuration } from '../../report/text/format.ts';
import { titleOf } from '../../report/words/title-of.ts';
import type { PlanEvent, PlanEvents } from '../../simulate/plan-events.ts';
import type { Prediction, Span } from '../../simulate/predict.ts';
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
    events: Array.from(events, ({ at, id, what }) => ({ at, id, what })),
    demand: demandJson(uses),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * The predicted timeline as a chart, what it is based on, the events in order, and the durations of other schedules. In parts, each of whole
 * lines: the text of 100,000 tasks is 13 MB, and to make it in one piece takes longer than to print it.
 */
export function* planText(
  mission: Mission,
  prediction: Prediction,
  uses: readonly ExpectedUse[],
  cost: PlanCost,
  cpus?: number,
): Generator<string> {
  yield asText([
    mission.name,
    ...(cpus === undefined ? [] : [`An estimate for a machine with ${formatCpus(cpus)}.`]),
    '',
    ...chart(prediction),
    '',
    ...demandLines(uses),
    '',
  ]);
  yield* eventLines(mission, prediction.events);
  yield asText(['', ...figures(prediction), ...costLines(cost)]);
}

function asText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
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

/** Lines that become one text at once: a part that fits into the caches of a CPU. */
const BLOCK = 1_000;

/** In parts of several lines. */
function* eventLines(mission: Mission, events: PlanEvents): Generator<string> {
  const width = widestTime(events);
  // Much happens at once, and what is the same in many lines of a moment is made once.
  let moment = { at: Number.NaN, starts: new Map<PlanEvent['what'], string>() };
  let end = { reason: undefined as string | undefined, text: '' };
  let lines: string[] = [];
  for (let index = 0; index < events.length; index += 1) {
    const { at, position, id, what, reason } = events.at(index);
    if (at !== moment.at) moment = { at, starts: new Map() };
    let start = moment.starts.get(what);
    if (start === undefined) {
      start = `  ${formatDuration(at).padStart(width)}  ${verb(what)} `;
      moment.starts.set(what, start);
    }
    if (reason !== end.reason) end = { reason, text: reason === undefined ? '' : ` (${reason})` };
    const task = mission.tasks[position];
    lines.push(start + (task === undefined ? id : titleOf(task)) + end.text);
    if (lines.length < BLOCK) continue;
    yield asText(lines);
    lines = [];
  }
  if (lines.length > 0) yield asText(lines);
}

function widestTime(events: PlanEvents): number {
  let widest = 0;
  let newest = Number.NaN;
  for (let index = 0; index < events.length; index += 1) {
    const at = events.timeAt(index);
    if (at !== newest) widest = Math.max(widest, formatDuration(at).length);
    newest = at;
  }
  return widest;
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
