import type { TaskKind } from '../../mission/model/mission.ts';
import type { RunReport, ShownStatus, TaskReport } from '../model/run.ts';
import { failedServices } from '../sections/failures.ts';
import { mermaidText } from '../text/escape.ts';
import { plural } from '../text/format.ts';
import { titleOf } from '../words/title-of.ts';
import { bandRows } from './mermaid-bands.ts';
import { mermaidBar } from './mermaid-bar.ts';

/** GitHub draws no chart of more than 50,000 characters; with cut labels, this many rows stay far below. */
const mostRows = 120;
const mostServices = 20;
const longestLabel = 60;

/** Failures are kept first if not everything can be shown. */
const rank: Readonly<Record<ShownStatus, number>> = {
  failed: 0,
  'timed-out': 0,
  cancelled: 1,
  running: 1,
  stopping: 1,
  backoff: 1,
  evicted: 1,
  succeeded: 2,
  waiting: 3,
  pending: 3,
  skipped: 3,
  'not-needed': 3,
};

/** One attempt of one task or test. */
interface Bar {
  /** Its position among all bars. */
  readonly index: number;
  readonly task: TaskReport;
  /** Which attempt it is, behind the name of the task. */
  readonly suffix: string;
  readonly status: ShownStatus;
  readonly from: number;
  readonly to: number;
}

/** The run as a Mermaid gantt chart in a fenced block, with a bar for each attempt; '' if nothing has started. */
export function mermaidTimeline(report: RunReport, rows = mostRows): string {
  const { count, shown } = mostImportant(report, rows);
  if (count === 0 || report.duration <= 0) return '';
  const lines = [
    '```mermaid',
    'gantt',
    ...heading(report),
    ...(report.fleet === undefined ? bandRows(report) : []),
    ...sections(report, shown),
    ...services(report),
    '```',
  ];
  const hidden = count - shown.length;
  if (hidden > 0) lines.push('', `${plural(hidden, 'shorter attempt is', 'shorter attempts are')} not drawn.`);
  return lines.join('\n');
}

/** @param first index of its first bar */
function barsOf(report: RunReport, task: TaskReport, first: number): Bar[] {
  const { earlier = [] } = task;
  return [...earlier, ...task.attemptList].map((attempt, index) => {
    const number =
      index < earlier.length ? ', before the resume' : task.attempts > 1 ? `, attempt ${attempt.number}` : '';
    const evicted = attempt.status === 'evicted' ? ', evicted' : '';
    return {
      index: first + index,
      task,
      suffix: `${number}${evicted}`,
      status: attempt.ended === undefined ? task.status : attempt.status,
      from: attempt.started,
      to: attempt.ended ?? report.duration,
    };
  });
}

function label(named: Parameters<typeof titleOf>[0]): string {
  const text = mermaidText(titleOf(named));
  return [...text].slice(0, longestLabel).join('');
}

function heading(report: RunReport): string[] {
  return ['  dateFormat YYYY-MM-DDTHH:mm:ss.SSS', `  axisFormat ${axis(report.duration)}`, '  todayMarker off'];
}

function axis(total: number): string {
  if (total < 10_000) return '%S.%L';
  if (total < 600_000) return '%M:%S';
  return total < 86_400_000 ? '%H:%M' : '%d %H:%M';
}

/** Bars that are kept until the most important ones are chosen: all those of 10,000 tasks would take 3 MB. */
const SORTED_AT_ONCE = 2_000;

/** The bars that failed, then the longest ones, in their original order; and how many there are in all. */
function mostImportant(report: RunReport, most: number): { readonly count: number; readonly shown: readonly Bar[] } {
  let count = 0;
  let chosen: Bar[] = [];
  for (const task of report.tasks.values()) {
    const bars = barsOf(report, task, count);
    count += bars.length;
    chosen.push(...bars);
    if (chosen.length >= Math.max(SORTED_AT_ONCE, 2 * most)) chosen = firstOf(chosen, most);
  }
  const shown = chosen.length <= most ? chosen : firstOf(chosen, most);
  return { count, shown: shown.sort((one, other) => one.index - other.index) };
}

/** Of bars with equal rank and length, the first ones: sorting is stable, and bars that were chosen before are in front of new ones. */
function firstOf(bars: Bar[], most: number): Bar[] {
  bars.sort((one, other) => rank[one.status] - rank[other.status] || other.to - other.from - (one.to - one.from));
  return bars.slice(0, most);
}

/** Tasks, then tests; on several runners, all that each of them ran. */
function sections({ fleet }: RunReport, bars: readonly Bar[]): string[] {
  const ofKind = (kind: TaskKind): Bar[] => bars.filter(({ task }) => task.task.kind === kind);
  if (fleet === undefined) return [...section('Tasks', ofKind('task')), ...section('Tests', ofKind('test'))];
  return fleet.runners.flatMap(({ part }) =>
    section(
      `Part ${part}`,
      bars.filter(({ task }) => task.runner === part),
    ),
  );
}

function section(title: string, rows: readonly Bar[]): string[] {
  if (rows.length === 0) return [];
  return [
    `  section ${title}`,
    // The sign in front prevents that a name such as `section` is parsed as a keyword.
    ...rows.map(({ task, suffix, status, from, to }) =>
      mermaidBar(`${sign(status)} ${label(task.task)}${suffix}`, tag(status), from, to),
    ),
  ];
}

/** Started services, from start to end; failed ones are kept first if not all can be drawn. */
function services(report: RunReport): string[] {
  const started = [...report.services.values()].filter((service) => service.started !== undefined);
  const kept = new Set([...failedServices(report), ...started].slice(0, mostServices));
  const rows = started.filter((service) => kept.has(service));
  if (rows.length === 0) return [];
  return [
    '  section Services',
    ...rows.map(({ service, status, started = 0, ended }) => {
      const mark = status === 'failed' ? '✗' : status === 'stopped' ? '✓' : '·';
      const tags = status === 'failed' ? 'crit, ' : status === 'stopped' ? 'done, ' : 'active, ';
      return mermaidBar(`${mark} ${label(service)}`, tags, started, ended ?? report.duration);
    }),
  ];
}

function sign(status: ShownStatus): string {
  if (status === 'succeeded') return '✓';
  return rank[status] === 0 ? '✗' : '·';
}

function tag(status: ShownStatus): string {
  if (status === 'succeeded') return '';
  if (status === 'not-needed') return 'done, ';
  return rank[status] === 0 ? 'crit, ' : 'active, ';
}
