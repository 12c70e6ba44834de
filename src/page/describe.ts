import { cleanLine } from '../base/clean-text.ts';
import type { PageService, PageTask } from '../report/html/data/data.ts';
import { type PageWait, serviceWord, waitNames } from '../report/html/parts/words.ts';
import { formatDuration } from '../report/text/format.ts';
import { statusWord } from '../report/words/status-text.ts';

/** Words about tasks and services that rows, hints and details share. */

/** An id may hold text of others, by way of a matrix: raw it finds its task, clean it is shown. */
export function idText({ id }: { readonly id: string }): string {
  return cleanLine(id);
}

export function nameOf(named: { readonly id: string; readonly name?: string | undefined }): string {
  return named.name === undefined ? idText(named) : `${idText(named)} ${named.name}`;
}

export function statusOf(task: PageTask): string {
  return task.phrase ?? statusWord(task.status);
}

/** Milliseconds from the first launch to the end; undefined when it never ran. */
export function tookOf({ attempts }: PageTask): number | undefined {
  const [first, last] = [attempts[0], attempts.at(-1)];
  return first === undefined || last === undefined ? undefined : last[1] - first[0];
}

/** `CPU 2m05s, workers 4 s`, without the wait for its trigger; '' when nothing else held it back. */
export function heldText({ waits }: PageTask): string {
  const sums = new Map<PageWait, number>();
  for (const [from, to, reason] of waits) {
    if (reason !== 'trigger') sums.set(reason, (sums.get(reason) ?? 0) + to - from);
  }
  return [...sums].map(([reason, sum]) => `${waitNames[reason]} ${formatDuration(sum)}`).join(', ');
}

/** A row in one sentence, for those who hear it. */
export function taskSentence(task: PageTask, isCritical: boolean): string {
  const took = tookOf(task);
  const held = heldText(task);
  return [
    nameOf(task),
    statusOf(task),
    ...(took === undefined ? ['never ran'] : [formatDuration(took)]),
    ...(held === '' ? [] : [`waited for ${held}`]),
    ...(task.earlier === undefined ? [] : ['launched before the resume too']),
    ...(task.remarks === undefined ? [] : [task.remarks]),
    ...(isCritical ? ['on the critical path'] : []),
  ].join(', ');
}

export function serviceSentence(service: PageService): string {
  return `service ${nameOf(service)}, ${serviceWord(service.status)}`;
}
