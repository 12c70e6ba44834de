import { sanitizeLine } from '../../base/sanitize.ts';
import type { PageAttempt, PageService, PageTask } from '../../report/html/data/data.ts';
import { type PageWait, serviceWord, waitNames } from '../../report/html/parts/words.ts';
import { formatDuration } from '../../report/text/format.ts';
import { statusWord } from '../../report/words/status-text.ts';

/** Words about tasks and services that rows, tooltips and details share. */

/** An id is untrusted, since a matrix may add text to it: the raw id finds the task, the sanitized one is shown. */
export function idText({ id }: { readonly id: string }): string {
  return sanitizeLine(id);
}

export function nameOf(named: { readonly id: string; readonly name?: string | undefined }): string {
  return named.name === undefined ? idText(named) : `${idText(named)} ${named.name}`;
}

export function statusOf(task: PageTask): string {
  return task.phrase ?? statusWord(task.status);
}

/** Milliseconds of pauses between two moments. */
export function pausedIn({ pauses = [] }: PageTask, from: number, to: number): number {
  return pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause[1]) - Math.max(from, pause[0])), 0);
}

/** Milliseconds from the first launch to the end, without pauses; undefined if it never ran. */
export function tookOf(task: PageTask): number | undefined {
  const [first, last] = [task.attempts[0], task.attempts.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return last[1] - first[0] - pausedIn(task, first[0], last[1]);
}

/** `CPU 2m05s, workers 4 s`, without the wait for its trigger; '' if nothing else delayed it. */
export function heldText({ waits }: PageTask): string {
  const sums = new Map<PageWait, number>();
  for (const [from, to, reason] of waits) {
    if (reason !== 'trigger') sums.set(reason, (sums.get(reason) ?? 0) + to - from);
  }
  return [...sums].map(([reason, sum]) => `${waitNames[reason]} ${formatDuration(sum)}`).join(', ');
}

/** `2 times for 3.4 s`; '' if it was never paused. */
export function pausedText(task: PageTask): string {
  const { pauses = [] } = task;
  if (pauses.length === 0) return '';
  const sum = pauses.reduce((sum, [from, to]) => sum + to - from, 0);
  return `${pauses.length === 1 ? 'once' : `${pauses.length} times`} for ${formatDuration(sum)}`;
}

/** Number of an attempt, counted from 1. A launch that was evicted and the one that repeats it have the same number. */
export function numberOf(attempts: readonly PageAttempt[], index: number): number {
  return 1 + attempts.slice(0, index).filter(([, , status]) => status !== 'evicted').length;
}

/** How often it was evicted; undefined if it was not. */
export function evictions({ attempts }: PageTask): number | undefined {
  const count = attempts.filter(([, , status]) => status === 'evicted').length;
  return count === 0 ? undefined : count;
}

/** A row in one sentence, for screen readers. */
export function taskSentence(task: PageTask, isCritical: boolean): string {
  const took = tookOf(task);
  const held = heldText(task);
  const paused = pausedText(task);
  const evicted = evictions(task);
  return [
    nameOf(task),
    statusOf(task),
    ...(took === undefined ? ['never ran'] : [formatDuration(took)]),
    ...(held === '' ? [] : [`waited for ${held}`]),
    ...(paused === '' ? [] : [`paused ${paused}`]),
    ...(evicted === undefined ? [] : [`evicted ${evicted === 1 ? 'once' : `${evicted} times`}`]),
    ...(task.earlier === undefined ? [] : ['also launched before the resume']),
    ...(task.remarks === undefined ? [] : [task.remarks]),
    ...(isCritical ? ['on the critical path'] : []),
  ].join(', ');
}

export function serviceSentence(service: PageService): string {
  return `service ${nameOf(service)}, ${serviceWord(service.status)}`;
}
