import { suggest } from '../base/suggest.ts';
import { matrixBase } from './matrix/base.ts';
import type { Mission, Task } from './model/mission.ts';
import { splitIds } from './split-ids.ts';

/** Which part of a mission to run, by ids. Empty lists select everything. The id of a matrix means all its combinations. */
export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** A selection in texts as the user wrote them, split into ids by what the mission contains; see `splitIds`. */
export function readSelection(mission: Mission, { only, skip }: Selection): Selection {
  const ids = selectableIds(mission);
  return { only: splitIds(only, ids), skip: splitIds(skip, ids) };
}

function selectableIds(mission: Mission): ReadonlySet<string> {
  return new Set(mission.tasks.flatMap((task) => [matrixBase(task), task.id]));
}

export type Selected =
  | { readonly type: 'selected'; readonly mission: Mission }
  | { readonly type: 'refused'; readonly message: string };

/** Leaves out tasks that are not selected. A need that is left out counts as complete, because the user chose that. */
export function selectTasks(mission: Mission, { only, skip }: Selection): Selected {
  if (only.length + skip.length === 0 && mission.tasks.length > 0) return { type: 'selected', mission };
  const ids = selectableIds(mission);
  const unknown = [...only, ...skip].find((id) => !ids.has(id));
  if (unknown !== undefined) return { type: 'refused', message: unknownId(unknown, [...ids]) };
  const names = (list: readonly string[]) => {
    const named = new Set(list);
    return (task: Task): boolean => named.has(task.id) || named.has(matrixBase(task));
  };
  const isMeant = names(only);
  const isSkipped = names(skip);
  const tasks = mission.tasks.filter((task) => (only.length === 0 || isMeant(task)) && !isSkipped(task));
  if (tasks.length === 0) {
    return { type: 'refused', message: 'expected at least one task or test to run, found that none is selected' };
  }
  if (tasks.length === mission.tasks.length) return { type: 'selected', mission };
  const narrow = narrower(new Set(tasks.map(({ id }) => id)));
  const used = new Set(tasks.flatMap(({ services }) => services));
  const services = mission.services.filter(({ id }) => used.has(id));
  return { type: 'selected', mission: { ...mission, tasks: tasks.map(narrow), services } };
}

/** The selection without ids that the mission no longer contains; `only` stays as it is if nothing of it would be left. */
export function withoutUnknown(mission: Mission, { only, skip }: Selection): Selection {
  const ids = selectableIds(mission);
  const known = only.filter((id) => ids.has(id));
  return { only: known.length === 0 ? only : known, skip: skip.filter((id) => ids.has(id)) };
}

/** Tasks that share one list of needs share one afterwards too: the schedule counts by list. */
function narrower(kept: ReadonlySet<string>): (task: Task) => Task {
  const lists = new Map<readonly string[], readonly string[]>();
  const keptOf = (needs: readonly string[]): readonly string[] => {
    const known = lists.get(needs);
    if (known !== undefined) return known;
    const left = needs.filter((need) => kept.has(need));
    lists.set(needs, left);
    return left;
  };
  return (task) => {
    const needs = keptOf(task.needs);
    // One of the alternatives is left out, so the first of them is complete.
    const needsAny = task.needsAny.every((id) => kept.has(id)) ? task.needsAny : [];
    const { supports, ...rest } = task;
    if (supports === undefined || kept.has(supports)) return { ...task, needs, needsAny };
    return { ...rest, needs, needsAny, deploy: 'always' };
  };
}

function unknownId(id: string, ids: readonly string[]): string {
  const [base] = id.split(/\s*\(/, 1);
  const combinations = ids.filter((known) => known.startsWith(`${base} (`));
  const near = suggest(id, ids);
  const hint = near === undefined ? offered(base, combinations, ids) : `did you mean ${near}?`;
  return `expected the id of a task or test, found ${JSON.stringify(id)}; ${hint}`;
}

/** How many ids a hint lists. */
const LISTED = 10;

function offered(base: string | undefined, combinations: readonly string[], ids: readonly string[]): string {
  if (combinations.length > 0) return `the combinations of ${base} are ${combinations.slice(0, LISTED).join(', ')}`;
  return `the mission has ${ids.slice(0, LISTED).join(', ')}`;
}
