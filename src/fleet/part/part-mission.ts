/*
 * What one part of a plan runs.
 *
 * `ownMission` is the mission with the tasks of the part alone: needs in other parts are left out, because they have ended before the part
 * starts. The journal and the reports have this mission. `tasksElsewhere` lists what the part has to know about tasks of other parts, and
 * `liveMission` is the mission that the schedule works with: the tasks of the part with all of their needs, and those others, which
 * have ended.
 *
 * Invariants:
 * - A task of another part is never started here. It has no steps in `liveMission`.
 * - What decides about a task is the same as on one runner: the status and the outputs of what it needs and reads, and of skipped needs the
 *   tasks before them, because a skip after a failure counts as a failure.
 * - A task whose part has no end for it counts as cancelled.
 *
 * Not here: the plan (`fleet/plan`), and reading what the other parts have left (`run/fleet`).
 */
import type { Mission, Task } from '../../mission/model/mission.ts';
import { type Selected, selectTasks } from '../../mission/selection/select-tasks.ts';
import type { TaskElsewhere } from '../../schedule/events/elsewhere.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import { taskReads } from '../plan/task-reads.ts';

/** The mission with the tasks of the part. A need in another part is left out. */
export function ownMission(mission: Mission, plan: FleetPlan, number: number): Selected {
  const only = plan.parts[number - 1]?.tasks ?? [];
  return selectTasks(mission, { only, skip: [] });
}

/** How a task ended in its own part. */
export type EndElsewhere = Omit<TaskElsewhere, 'id' | 'kind' | 'part' | 'neededBy'>;

/**
 * The tasks of other parts on which those of a part depend, in the mission's order.
 *
 * @param endOf undefined if the part of the task has no end for it
 */
export function tasksElsewhere(
  mission: Mission,
  plan: FleetPlan,
  number: number,
  endOf: (id: string) => EndElsewhere | undefined,
): readonly TaskElsewhere[] {
  const partOf = new Map(plan.parts.flatMap((part) => part.tasks.map((id) => [id, part.number] as const)));
  const byId = new Map(mission.tasks.map((task) => [task.id, task]));
  const own = mission.tasks.filter(({ id }) => partOf.get(id) === number);
  const reads = taskReads(mission);
  const direct = own.flatMap((task) => [...needsOf(task), ...(reads.get(task.id) ?? [])]);
  const found = new Set(direct.filter((id) => partOf.get(id) !== number));
  const ends = new Map<string, EndElsewhere>();
  // A set may grow while it is walked: what is added is visited too.
  for (const id of found) {
    const end = endOf(id) ?? notReported(partOf.get(id) ?? 0);
    ends.set(id, end);
    const task = byId.get(id);
    if (end.status !== 'skipped' || task === undefined) continue;
    for (const need of [...task.needs, ...task.needsAny]) if (partOf.get(need) !== number) found.add(need);
  }
  const neededBy = new Map<string, string[]>([...found].map((id) => [id, []]));
  for (const task of own) for (const need of new Set(needsOf(task))) neededBy.get(need)?.push(task.id);
  return mission.tasks.flatMap(({ id, kind }) => {
    const end = ends.get(id);
    return end === undefined ? [] : [{ id, kind, part: partOf.get(id) ?? 0, ...end, neededBy: neededBy.get(id) ?? [] }];
  });
}

function needsOf({ needs, needsAny, supports }: Task): readonly string[] {
  return [...needs, ...needsAny, ...(supports === undefined ? [] : [supports])];
}

function notReported(part: number): EndElsewhere {
  return { status: 'cancelled', reason: `part ${part} did not report how it ended` };
}

/** What the schedule works with: the tasks of the part with all of their needs, and those of other parts that have ended. */
export function liveMission(mission: Mission, own: Mission, elsewhere: readonly TaskElsewhere[]): Mission {
  const isOwn = new Set(own.tasks.map(({ id }) => id));
  const isElsewhere = new Set(elsewhere.map(({ id }) => id));
  const tasks = mission.tasks.flatMap((task): readonly Task[] => {
    if (isOwn.has(task.id)) return [task];
    return isElsewhere.has(task.id) ? [ended(task, isElsewhere)] : [];
  });
  return { ...own, tasks };
}

/** A task that has ended, with what decides about others: its kind, its matrix, its needs and `continue-on-error`. */
function ended(task: Task, isElsewhere: ReadonlySet<string>): Task {
  const {
    if: _if,
    supports: _supports,
    workspace: _workspace,
    artifacts: _artifacts,
    results: _results,
    deliverable: _deliverable,
    finally: _finally,
    pools: _pools,
    ...rest
  } = task;
  return {
    ...rest,
    needs: task.needs.filter((id) => isElsewhere.has(id)),
    needsAny: task.needsAny.filter((id) => isElsewhere.has(id)),
    deploy: 'always',
    steps: [],
    env: {},
    secrets: [],
    paths: [],
    services: [],
    locks: [],
  };
}
