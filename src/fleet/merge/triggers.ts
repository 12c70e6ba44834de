import type { Mission } from '../../mission/model/mission.ts';
import { type RunnerReport, waitsBefore } from '../../report/model/fleet.ts';
import type { TaskReport } from '../../report/model/run.ts';

/**
 * The same tasks, with their triggers on the common clock. For its own runner, a task of a later part was triggered when the part began; its
 * needs had ended before. From then on it waited for artifacts and for a runner.
 *
 * @param mission with the needs across parts
 */
export function withTriggers(
  tasks: ReadonlyMap<string, TaskReport>,
  mission: Mission,
  runners: readonly RunnerReport[],
): ReadonlyMap<string, TaskReport> {
  const runnerOf = new Map(runners.map((runner) => [runner.part, runner]));
  const needsOf = new Map(mission.tasks.map(({ id, needs, needsAny }) => [id, [...needs, ...needsAny]]));
  const found = new Map<string, TaskReport>();
  for (const [id, task] of tasks) {
    const runner = runnerOf.get(task.runner ?? 0);
    const needs = needsOf.get(id) ?? [];
    // A task that waits for another one of its own part was triggered by it.
    if (runner === undefined || task.triggered === undefined || task.triggered > runner.at || isFromEarlier(task)) {
      found.set(id, task);
      continue;
    }
    const last = lastOf(needs, tasks);
    const triggered = Math.min(runner.at, last?.ended ?? 0);
    const waited = { ...task.waited };
    for (const [from, until, wait] of waitsBefore(runner, triggered)) waited[wait] = (waited[wait] ?? 0) + until - from;
    found.set(id, { ...task, triggered, ...(last === undefined ? {} : { triggeredBy: last.task.id }), waited });
  }
  return found;
}

/** The part was resumed: its newest start triggered nothing that it kept, and what it ran again was triggered by the resume. */
function isFromEarlier({ kept, resumed }: TaskReport): boolean {
  return kept === true || resumed === true;
}

/** The need that ended last. */
function lastOf(needs: readonly string[], tasks: ReadonlyMap<string, TaskReport>): TaskReport | undefined {
  let last: TaskReport | undefined;
  for (const need of needs) {
    const task = tasks.get(need);
    if (task?.ended !== undefined && task.ended > (last?.ended ?? -1)) last = task;
  }
  return last;
}
