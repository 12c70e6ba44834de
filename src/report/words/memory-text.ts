import type { AttemptReport } from '../model/attempt.ts';
import { attemptDuration, pausedTime, type RunReport, type TaskReport } from '../model/run.ts';
import { formatDuration, formatPercent, plural } from '../text/format.ts';

/** `2 times for 3.4 s because memory was 96 %`; '' if it was never paused. */
export function pausesText(report: RunReport, { attemptList }: TaskReport): string {
  const pauses = attemptList.flatMap(({ pauses = [] }) => pauses);
  if (pauses.length === 0) return '';
  const paused = attemptList.reduce((sum, attempt) => sum + pausedTime(report, attempt), 0);
  return `${times(pauses.length)} for ${formatDuration(paused)}${because(pauses.map(({ pressure }) => pressure.memory))}`;
}

/** `once because memory was 96 %`; '' if it was never evicted. */
export function evictionsText({ attemptList }: TaskReport): string {
  const evicted = attemptList.filter(({ status }) => status === 'evicted');
  if (evicted.length === 0) return '';
  return `${times(evicted.length)}${because(evicted.map(({ pressure }) => pressure?.memory))}`;
}

/** `, 6.6 s of it after an eviction`: it was launched again, and its time counts from the first launch. '' if it was never evicted. */
export function againAfterEviction(report: RunReport, { attemptList }: TaskReport): string {
  const last = attemptList.at(-1);
  const evictions = attemptList.filter(({ status }) => status === 'evicted').length;
  if (last === undefined || evictions === 0 || last.status === 'evicted') return '';
  return `, ${formatDuration(attemptDuration(report, last))} of it after ${evictions === 1 ? 'an eviction' : `${evictions} evictions`}`;
}

/** True if a task was paused or evicted because memory was critical. */
export function hasBent({ tasks }: RunReport): boolean {
  for (const { attemptList, earlier } of tasks.values()) {
    if (attemptList.some(isBent) || earlier?.some(isBent) === true) return true;
  }
  return false;
}

function isBent({ pauses, status }: AttemptReport): boolean {
  return pauses !== undefined || status === 'evicted';
}

/**
 * What the run did because memory was critical, in one sentence without a full stop: `3 tasks were paused for 12.4 s, and 1 was evicted
 * (stopped, to run again with nothing beside it), because memory of the container of 6 GiB reached 97 % (critical: 95 %)`. '' if it did nothing.
 */
export function memoryText(report: RunReport): string {
  // The usual case. It makes no lists of 10,000 tasks.
  if (!hasBent(report)) return '';
  const tasks = [...report.tasks.values()].map((task) => [...(task.earlier ?? []), ...task.attemptList]);
  const paused = tasks.filter((attempts) => attempts.some(({ pauses }) => pauses !== undefined));
  const evicted = tasks.filter((attempts) => attempts.some(({ status }) => status === 'evicted'));
  const time = paused.flat().reduce((sum, attempt) => sum + pausedTime(report, attempt), 0);
  const all = tasks.flat().flatMap(pressures);
  const memory = Math.max(...all.flatMap((pressure) => pressure.memory ?? []));
  const where = all.find((pressure) => pressure.memory === memory)?.constraint;
  const what = where === undefined ? 'memory' : `memory of the ${where}`;
  const reached = Number.isFinite(memory) ? `${what} reached ${formatPercent(memory)}` : 'memory was critical';
  // A task is also paused below `memory.critical`, if it grows so fast that memory would soon be full.
  const [first] = all;
  const isBelow = first !== undefined && memory < first.critical;
  const critical =
    first === undefined
      ? ''
      : isBelow
        ? ' and would soon have been full'
        : ` (critical: ${formatPercent(first.critical)})`;
  const parts = [
    ...(paused.length === 0
      ? []
      : [`${plural(paused.length, 'task was', 'tasks were')} paused for ${formatDuration(time)}`]),
    ...(evicted.length === 0
      ? []
      : [
          `${evicted.length} ${evicted.length === 1 ? 'was' : 'were'} evicted (stopped, to run again with nothing beside it)`,
        ]),
  ];
  return `${parts.join(', and ')}, because ${reached}${critical}`;
}

function pressures({ pauses = [], pressure }: AttemptReport): readonly NonNullable<AttemptReport['pressure']>[] {
  return [...pauses.map((pause) => pause.pressure), ...(pressure === undefined ? [] : [pressure])];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function because(memory: readonly (number | undefined)[]): string {
  const highest = Math.max(...memory.flatMap((value) => value ?? []));
  return Number.isFinite(highest) ? ` because memory was ${formatPercent(highest)}` : ' because memory was critical';
}
