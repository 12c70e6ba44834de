import type { AttemptReport } from '../../model/attempt.ts';
import { runnerOf, waitsBefore } from '../../model/fleet.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import type { PageWaiting } from './data.ts';
import { tenths } from './tenths.ts';

/** All waits together; more would make the page large and could not be distinguished on it. */
const mostSegments = 40_000;

/** What a task waited for and when, in order; an open wait counts until now. */
export function waitSegments(report: RunReport): (task: TaskReport) => readonly PageWaiting[] {
  const deferrals = new Map<string, PageWaiting[]>();
  for (const { id, at, until, reason } of report.decisions) {
    if (reason === undefined) continue;
    const segment = [tenths(at), tenths(until ?? report.duration), reason] as const;
    const list = deferrals.get(id);
    if (list === undefined) deferrals.set(id, [segment]);
    else list.push(segment);
  }
  const most = Math.max(20, Math.floor(mostSegments / Math.max(1, report.tasks.size)));
  return (task) => {
    const all = [...ownWaits(report, task), ...partWaits(report, task), ...(deferrals.get(task.task.id) ?? [])]
      .filter(([from, to]) => to > from)
      .sort(([one], [other]) => one - other);
    return merged(all, most);
  };
}

/** The waits before its trigger and between two attempts, which need no decision of the gate. */
function ownWaits(report: RunReport, task: TaskReport): PageWaiting[] {
  const begun = beginning(report, task);
  const trigger = [tenths(begun), tenths(task.triggered ?? task.ended ?? report.duration), 'trigger'] as const;
  return [
    ...backoffs(task.earlier ?? [], begun),
    trigger,
    ...backoffs(task.attemptList, Math.min(task.ended ?? Number.POSITIVE_INFINITY, report.duration)),
  ];
}

/** The waits between its trigger and the start of its part. */
function partWaits(report: RunReport, task: TaskReport): PageWaiting[] {
  const runner = runnerOf(report, task);
  if (runner === undefined || task.triggered === undefined || task.kept === true) return [];
  return waitsBefore(runner, task.triggered).map(([from, until, wait]) => [tenths(from), tenths(until), wait] as const);
}

/** When the wait for its trigger began: at the start, or at the resume that ran it again. */
function beginning({ resumes, duration }: RunReport, { resumed, triggered, ended }: TaskReport): number {
  if (resumed !== true) return 0;
  // A task that a later resume kept was triggered before it.
  const until = triggered ?? ended ?? duration;
  return resumes.findLast(({ at }) => at <= until)?.at ?? 0;
}

function backoffs(attempts: readonly AttemptReport[], end: number): PageWaiting[] {
  return attempts.flatMap(({ ended, retry }, index) => {
    if (ended === undefined || retry === undefined) return [];
    const until = Math.min(retry.until, attempts[index + 1]?.started ?? end, end);
    return [[tenths(ended), tenths(until), 'backoff'] as const];
  });
}

/** Joins neighbours in pairs under the reason of the longer one, until there are few enough. */
function merged(all: readonly PageWaiting[], most: number): readonly PageWaiting[] {
  let list = all;
  while (list.length > most) {
    const next: PageWaiting[] = [];
    for (let index = 0; index < list.length; index += 2) {
      const [one, other] = [list[index], list[index + 1]];
      if (one === undefined) continue;
      if (other === undefined || one[1] !== other[0]) {
        next.push(one, ...(other === undefined ? [] : [other]));
        continue;
      }
      next.push([one[0], other[1], one[1] - one[0] >= other[1] - other[0] ? one[2] : other[2]]);
    }
    // No two segments touch any more.
    if (next.length === list.length) return list.slice(-most);
    list = next;
  }
  return list;
}
