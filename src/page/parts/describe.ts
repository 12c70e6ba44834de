import { sanitizeLine } from '../../base/sanitize.ts';
import type { PageService, PageTask } from '../../report/html/data/data.ts';
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

/** Milliseconds from the first launch to the end; undefined if it never ran. */
export function tookOf({ attempts }: PageTask): number | undefined {
  const [first, last] = [attempts[0], attempts.at(-1)];
  return first === undefined || last === undefined ? undefined : last[1] - first[0];
}

/** `CPU 2m05s, workers 4 s`, without the wait for its trigger; '' if nothing else delayed it. */
export function heldText({ waits }: PageTask): string {
  const sums = new Map<PageWait, number>();
  for (const [from, to, reason] of waits) {
    if (reason !== 'trigger') sums.set(reason, (sums.get(reason) ?? 0) + to - from);
  }
  return [...sums].map(([reason, sum]) => `${waitNames[reason]} ${formatDuration(sum)}`).join(', ');
}

/** A row in one sentence, for screen readers. */
export function taskSentence(task: PageTask, isCritical: boolean): string {
  const took = tookOf(task);
  const held = heldText(task);
  return [
    nameOf(task),
    statusOf(task),
    ...(took === undefined ? ['never ran'] : [formatDuration(took)]),
    ...(held === '' ? [] : [`waited for ${held}`]),
    ...(task.earlier === undefined ? [] : ['also launched before the resume']),
    ...(task.remarks === undefined ? [] : [task.remarks]),
    ...(isCritical ? ['on the critical path'] : []),
  ].join(', ');
}

export function serviceSentence(service: PageService): string {
  return `service ${nameOf(service)}, ${serviceWord(service.status)}`;
}
