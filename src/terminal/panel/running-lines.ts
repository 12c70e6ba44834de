import { sanitizeLine } from '../../base/sanitize.ts';
import type { Forecast } from '../../report/analysis/remaining-time.ts';
import { pausedTime, type RunReport, type TaskReport } from '../../report/model/run.ts';
import { formatBytes } from '../../report/text/format.ts';
import { attemptLimit, isPaused } from '../../report/words/status-text.ts';
import { titleOf } from '../../report/words/title-of.ts';
import { knownTime } from '../../schedule/state/estimate.ts';
import type { Tone } from '../output/paint.ts';
import { filledCells, secondsText } from './figures.ts';
import type { LiveLoad } from './live-load.ts';
import { type StyledLine, span } from './styled-line.ts';
import { fitTo, widthOf } from './text-width.ts';

/** The facts of one running task; how many of them are shown depends on the width. */
interface Row {
  readonly mark: string;
  readonly tone: Tone;
  readonly title: string;
  readonly elapsed: number;
  readonly expected: number | undefined;
  readonly time: string;
  readonly short: string;
  readonly cpu: string;
  readonly memory: string;
}

/** Running tasks in the order in which they started, so that rows keep their places. */
export function runningTasks(report: RunReport): readonly TaskReport[] {
  const active = [...report.tasks.values()].filter(({ status }) => status === 'running' || status === 'stopping');
  return active.sort((one, other) => startOf(one) - startOf(other));
}

/** One line for each task: elapsed and expected time, and what its process tree uses of the machine. */
export function runningLines(
  report: RunReport,
  tasks: readonly TaskReport[],
  now: number,
  forecast: Forecast,
  load: LiveLoad,
  width: number,
): readonly StyledLine[] {
  const rows = tasks.map((task) => rowOf(report, task, now, forecast.expected(task.task.id), load));
  const columns = chooseColumns(rows, width);
  return rows.map((row) => drawRow(row, columns));
}

function rowOf(report: RunReport, task: TaskReport, now: number, expected: number | undefined, load: LiveLoad): Row {
  const attempt = task.attemptList.at(-1);
  const paused = attempt === undefined ? 0 : pausedTime({ duration: now }, attempt);
  const elapsed = Math.max(0, now - startOf(task) - paused);
  const use = load.use.get(task.task.id);
  const short = secondsText(elapsed);
  const about = knownTime(task.task, report.predictions) === undefined ? '~' : '';
  const isStopping = task.status === 'stopping';
  const isWaiting = isPaused(task);
  return {
    mark: isStopping ? '■' : isWaiting ? '⏸' : '▶',
    tone: isStopping || isWaiting ? 'yellow' : 'cyan',
    title: sanitizeLine(titleOf(task.task)) + progress(task),
    elapsed,
    expected,
    time: expected === undefined ? short : `${short} of ${about}${secondsText(expected)}`,
    short,
    // In percent of the whole machine, as declared loads are.
    cpu: use?.cpu === undefined ? '' : `${Math.round((100 * use.cpu) / Math.max(1, report.machine.cpus))} %`,
    memory: use === undefined ? '' : formatBytes(use.memory),
  };
}

function startOf(task: TaskReport): number {
  return task.attemptList.at(-1)?.started ?? task.since;
}

/** ` (attempt 2 of 3, step 4 of 6)`; empty if there is only one attempt and one step, and it is not paused. */
function progress(task: TaskReport): string {
  const step = task.steps.findIndex(({ status }) => status === 'running');
  const facts = [
    ...(isPaused(task) ? ['paused: memory is critical'] : []),
    ...(task.attempts > 1 ? [`attempt ${task.attempts} of ${attemptLimit(task)}`] : []),
    ...(task.steps.length > 1 && step >= 0 ? [`step ${step + 1} of ${task.steps.length}`] : []),
  ];
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

/** Widths of the columns; 0 leaves a column out. */
interface Columns {
  readonly title: number;
  readonly bar: number;
  readonly time: number;
  readonly isShort: boolean;
  readonly cpu: number;
  readonly memory: number;
}

const enoughTitle = 20;

/** The largest set of columns that leaves enough space for titles. */
function chooseColumns(rows: readonly Row[], width: number): Columns {
  const widest = (text: (row: Row) => string): number => Math.max(0, ...rows.map((row) => widthOf(text(row))));
  const [title, time, short] = [widest((row) => row.title), widest((row) => row.time), widest((row) => row.short)];
  // At least as wide as usual figures, so that nothing jumps when a figure grows; left out if nothing is measured.
  const isMeasured = rows.some(({ memory }) => memory !== '');
  const cpu = isMeasured
    ? Math.max(
        5,
        widest(({ cpu }) => cpu),
      )
    : 0;
  const memory = isMeasured
    ? Math.max(
        9,
        widest(({ memory }) => memory),
      )
    : 0;
  const bar = rows.some(({ expected }) => expected !== undefined) ? 10 : 0;
  const sets: readonly Omit<Columns, 'title'>[] = [
    { bar, time, isShort: false, cpu, memory },
    { bar, time, isShort: false, cpu, memory: 0 },
    { bar: Math.min(8, bar), time, isShort: false, cpu: 0, memory: 0 },
    { bar: Math.min(6, bar), time: short, isShort: true, cpu: 0, memory: 0 },
    { bar: 0, time: short, isShort: true, cpu: 0, memory: 0 },
  ];
  for (const set of sets) {
    const besideTitle = [set.bar, set.time, set.cpu, set.memory].filter((column) => column > 0);
    const free = width - 2 - besideTitle.reduce((sum, column) => sum + column + 2, 0);
    if (free >= Math.min(title, enoughTitle)) return { ...set, title: Math.min(free, Math.max(title, enoughTitle)) };
  }
  return { title: Math.max(0, width - 2), bar: 0, time: 0, isShort: true, cpu: 0, memory: 0 };
}

function drawRow(row: Row, columns: Columns): StyledLine {
  const gap = span('  ');
  return [
    span(`${row.mark} `, row.tone),
    span(fitTo(row.title, columns.title)),
    ...(columns.bar === 0 ? [] : [gap, ...barSpans(row, columns.bar)]),
    ...(columns.time === 0 ? [] : [gap, span((columns.isShort ? row.short : row.time).padEnd(columns.time))]),
    ...(columns.cpu === 0 ? [] : [gap, span(row.cpu.padStart(columns.cpu), 'dim')]),
    ...(columns.memory === 0 ? [] : [gap, span(row.memory.padStart(columns.memory), 'dim')]),
  ];
}

function barSpans({ elapsed, expected }: Row, length: number): StyledLine {
  if (expected === undefined) return [span(' '.repeat(length))];
  const filled = filledCells(elapsed, expected, length);
  return [span('█'.repeat(filled), elapsed > expected ? 'yellow' : 'cyan'), span('░'.repeat(length - filled), 'dim')];
}
