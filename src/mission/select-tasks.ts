import type { Mission, Task } from './mission.ts';
import { suggest } from './suggest.ts';

/** Which part of a mission to run. Empty lists select everything. */
export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

export type Selected =
  | { readonly type: 'selected'; readonly mission: Mission }
  | { readonly type: 'refused'; readonly message: string };

/** Leaves out what is not selected. Needs on what is left out count as complete: whoever selects takes that on. */
export function selectTasks(mission: Mission, { only, skip }: Selection): Selected {
  const ids = new Set(mission.tasks.map((task) => task.id));
  const unknown = [...only, ...skip].find((id) => !ids.has(id));
  if (unknown !== undefined) return { type: 'refused', message: unknownId(unknown, [...ids]) };
  const kept = new Set(
    mission.tasks.map((task) => task.id).filter((id) => (only.length === 0 || only.includes(id)) && !skip.includes(id)),
  );
  if (kept.size === 0) {
    return { type: 'refused', message: 'expected at least one task or test to run, found that none is selected' };
  }
  if (kept.size === ids.size) return { type: 'selected', mission };
  const lists = new Map<readonly string[], readonly string[]>();
  const tasks = mission.tasks.filter((task) => kept.has(task.id)).map((task) => narrowed(task, kept, lists));
  return { type: 'selected', mission: { ...mission, tasks } };
}

/** Tasks that share one list of needs go on sharing one: the schedule counts by list. */
function narrowed(task: Task, kept: ReadonlySet<string>, lists: Map<readonly string[], readonly string[]>): Task {
  const needs = lists.get(task.needs) ?? task.needs.filter((need) => kept.has(need));
  lists.set(task.needs, needs);
  const { supports, ...rest } = task;
  if (supports === undefined || kept.has(supports)) return { ...task, needs };
  return { ...rest, needs, deploy: 'always' };
}

function unknownId(id: string, ids: readonly string[]): string {
  const near = suggest(id, ids);
  const hint = near === undefined ? `; the mission has ${ids.slice(0, 10).join(', ')}` : `; did you mean ${near}?`;
  return `expected the id of a task or test, found ${JSON.stringify(id)}${hint}`;
}
