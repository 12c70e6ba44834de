import type { Band } from '../schedule/reading.ts';
import { mermaidText } from './escape.ts';
import { worse } from './fold-readings.ts';
import { plural } from './format.ts';
import type { RunReport, TaskReport, TaskStatus } from './run-report.ts';

/** GitHub draws no chart over 50,000 characters; a label is cut so that this many rows stay far below. */
const mostRows = 120;
const mostBands = 40;
const longestLabel = 60;

/** Failures first: they are what one looks for when not everything can be shown. */
const rank: Readonly<Record<TaskStatus, number>> = {
  failed: 0,
  'timed-out': 0,
  cancelled: 1,
  running: 1,
  stopping: 1,
  succeeded: 2,
  waiting: 3,
  pending: 3,
  skipped: 3,
  'not-needed': 3,
};

/** The run as a Mermaid gantt chart in a fenced block; '' when nothing has started. */
export function mermaidTimeline(report: RunReport, rows = mostRows): string {
  const ran = [...report.tasks.values()].filter((task) => task.started !== undefined);
  if (ran.length === 0 || report.duration <= 0) return '';
  const shown = ran.length <= rows ? ran : mostTelling(report, ran, rows);
  const lines = [
    '```mermaid',
    'gantt',
    ...heading(report),
    ...bandRows(report),
    ...section(report, 'Tasks', shown, 2),
    ...section(report, 'Tests', shown, 3),
    '```',
  ];
  const hidden = ran.length - shown.length;
  if (hidden > 0) lines.push('', `${plural(hidden, 'shorter one is', 'shorter ones are')} not drawn.`);
  return lines.join('\n');
}

function heading(report: RunReport): string[] {
  return ['  dateFormat YYYY-MM-DDTHH:mm:ss.SSS', `  axisFormat ${axis(report.duration)}`, '  todayMarker off'];
}

function axis(total: number): string {
  if (total < 10_000) return '%S.%L';
  if (total < 600_000) return '%M:%S';
  return total < 86_400_000 ? '%H:%M' : '%d %H:%M';
}

/** The ones that failed, then the longest, in their old order. */
function mostTelling(report: RunReport, tasks: readonly TaskReport[], most: number): TaskReport[] {
  const length = (task: TaskReport) => (task.ended ?? report.duration) - (task.started ?? 0);
  const chosen = new Set(
    [...tasks]
      .sort((one, other) => rank[one.status] - rank[other.status] || length(other) - length(one))
      .slice(0, most),
  );
  return tasks.filter((task) => chosen.has(task));
}

function section(report: RunReport, title: string, tasks: readonly TaskReport[], level: number): string[] {
  const rows = tasks.filter(({ task }) => task.level === level);
  if (rows.length === 0) return [];
  return [
    `  section ${title}`,
    ...rows.map(({ task, status, started, ended }) => {
      const name = mermaidText(task.name === task.id ? task.id : `${task.id} ${task.name}`);
      const label = [...name].slice(0, longestLabel).join('');
      // The sign in front keeps a name such as `section` from being read as a keyword.
      return bar(`${sign(status)} ${label}`, tag(status), started ?? 0, ended ?? report.duration);
    }),
  ];
}

function sign(status: TaskStatus): string {
  if (status === 'succeeded') return '✓';
  return rank[status] === 0 ? '✗' : '·';
}

function tag(status: TaskStatus): string {
  if (status === 'succeeded') return '';
  return rank[status] === 0 ? 'crit, ' : 'active, ';
}

function bar(label: string, tags: string, from: number, to: number): string {
  return `  ${label} :${tags}${moment(from)}, ${Math.max(1, Math.round(to - from))}ms`;
}

/** A moment in January 2000, whose first midnight is the start: written out here, so that no time zone moves it. */
function moment(at: number): string {
  const whole = Math.max(0, Math.round(at));
  const day = Math.min(31, 1 + Math.floor(whole / 86_400_000));
  const clock = [whole / 3_600_000, whole / 60_000, whole / 1000].map(Math.floor);
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const time = [hours % 24, minutes % 60, seconds % 60].map((value) => digits(value, 2)).join(':');
  return `2000-01-${digits(day, 2)}T${time}.${digits(whole % 1000, 3)}`;
}

const bandTags: Readonly<Record<Band, string>> = { GREEN: 'done, ', YELLOW: 'active, ', RED: 'crit, ' };

function bandRows(report: RunReport): string[] {
  const spans = bandSpans(report);
  if (spans.length === 0) return [];
  return ['  section Band', ...spans.map(({ band, from, to }) => bar(band, bandTags[band], from, to))];
}

interface BandSpan {
  readonly band: Band;
  readonly from: number;
  readonly to: number;
}

/** From readings; where there are none, from what the gate saw at its decisions. */
function bandSpans(report: RunReport): BandSpan[] {
  const points =
    report.readings.length > 0
      ? report.readings.map(({ band, from }) => ({ band, from }))
      : report.decisions.map(({ band, at }) => ({ band, from: at }));
  let spans: BandSpan[] = [];
  for (const [index, point] of points.entries()) {
    const to = points[index + 1]?.from ?? report.duration;
    const last = spans.at(-1);
    if (last?.band === point.band) spans[spans.length - 1] = { ...last, to };
    else if (to > point.from) spans.push({ ...point, to });
  }
  while (spans.length > mostBands) spans = coarser(spans);
  return spans;
}

/** Two neighbours become one of the worse band: a short peak must not get lost. */
function coarser(spans: readonly BandSpan[]): BandSpan[] {
  const merged: BandSpan[] = [];
  for (let index = 0; index < spans.length; index += 2) {
    const one = spans[index];
    const other = spans[index + 1] ?? one;
    if (one === undefined || other === undefined) continue;
    const span = { band: worse(one.band, other.band), from: one.from, to: other.to };
    const last = merged.at(-1);
    if (last?.band === span.band) merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}
