import { sanitizeLine } from '../../base/sanitize.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { attemptLimit } from '../../report/words/status-text.ts';
import { waitWord } from '../../report/words/waits.ts';
import type { WaitReason } from '../../schedule/events/event.ts';
import { secondsText } from './figures.ts';
import { lineWidth, type StyledLine, span } from './styled-line.ts';

/** How many names are shown; the rest is only counted. */
const named = 4;

/** A line for each reason with the tasks that wait for it, one for tasks between two attempts, and one for the services. */
export function waitingLines(report: RunReport, now: number, width: number): readonly StyledLine[] {
  const byReason = new Map<WaitReason, TaskReport[]>();
  const backoff: TaskReport[] = [];
  for (const task of report.tasks.values()) {
    if (task.status === 'backoff') backoff.push(task);
    const reason = task.status === 'waiting' ? task.deferral?.decision.reason : undefined;
    if (reason === undefined) continue;
    const sameReason = byReason.get(reason);
    if (sameReason === undefined) byReason.set(reason, [task]);
    else sameReason.push(task);
  }
  return [
    ...[...byReason].map(([reason, tasks]) => deferredLine(reason, tasks, now, width)),
    ...(backoff.length === 0 ? [] : [backoffLine(backoff, now, width)]),
    ...serviceLine(report),
  ];
}

function deferredLine(reason: WaitReason, tasks: readonly TaskReport[], now: number, width: number): StyledLine {
  const detail = sanitizeLine(tasks[0]?.deferral?.decision.detail ?? '');
  const since = ({ deferral }: TaskReport): string => secondsText(now - (deferral?.since ?? now));
  return longestThatFits(width, (count) => [
    span('⏸ ', 'yellow'),
    span(`for ${waitWord(reason)}: ${some(tasks, count, since)}`),
    span(detail === '' ? '' : ` · ${detail}`, 'dim'),
  ]);
}

function backoffLine(tasks: readonly TaskReport[], now: number, width: number): StyledLine {
  const next = (task: TaskReport): string => {
    const attempt = task.attempts + 1;
    const left = (task.attemptList.at(-1)?.retry?.until ?? now) - now;
    // Rounded up, so that the countdown ends at 1 and not at 0.
    return `attempt ${attempt} of ${Math.max(attempt, attemptLimit(task))} in ${secondsText(left + 999)}`;
  };
  return longestThatFits(width, (count) => [span('↻ ', 'yellow'), span(some(tasks, count, next))]);
}

/** A line with as many names as fit, so that the number of the rest and the reason stay readable. */
function longestThatFits(width: number, line: (count: number) => StyledLine): StyledLine {
  for (let count = named; count > 1; count -= 1) {
    if (lineWidth(line(count)) <= width) return line(count);
  }
  return line(1);
}

function some(tasks: readonly TaskReport[], count: number, fact: (task: TaskReport) => string): string {
  const shown = tasks.slice(0, count).map((task) => `${sanitizeLine(task.task.id)} (${fact(task)})`);
  const more = tasks.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function serviceLine(report: RunReport): readonly StyledLine[] {
  const active = [...report.services.values()].filter(({ status }) => status !== 'idle' && status !== 'stopped');
  if (active.length === 0) return [];
  return [
    [span('◆ ', 'cyan'), span(active.map(({ service, status }) => `${sanitizeLine(service.id)} ${status}`).join(', '))],
  ];
}
