/*
 * This folder decides which tasks and tests of a mission run: `--only` and `--skip`, and the inputs of the same names.
 *
 * `split-ids.ts` splits what a user wrote into single patterns. `pattern.ts` matches a pattern with tasks: an id, `#TAG`, or one of these
 * with `*`. `reach.ts` adds what the chosen tasks need, or what needs them. `select-tasks.ts` leaves out the rest of the mission, and
 * `left-out-reads.ts` finds the expressions that read a task that is left out.
 *
 * Invariants:
 * - `skip` wins over `only` and over everything that is added.
 * - A need that is left out counts as complete, because the user chose that.
 * - A pattern that means nothing is an error, so that a typo never runs less than was meant.
 * - Tasks that share one list of needs share one afterwards too: the schedule counts by list.
 *
 * Not here: how the journal records a selection (`run/overrides.ts`), and what the verdict says about it (`report`).
 */
import type { Mission, Task } from '../model/mission.ts';
import { explainUnknown, isKnown, matcherOf, type Selectable, selectableOf } from './pattern.ts';
import { withDependents, withNeeds } from './reach.ts';
import { splitIds } from './split-ids.ts';

/** Which part of a mission to run. Empty lists select everything. */
export interface Selection {
  /** Patterns: an id (that of a matrix means all its combinations), `#TAG`, or one of these with `*` for any text. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** True: also everything that the tasks of `only` need. */
  readonly withNeeds?: boolean;
  /** True: also everything that needs one of the tasks of `only`. */
  readonly withDependents?: boolean;
}

/** A selection in texts as the user wrote them, split into patterns by what the mission contains; see `splitIds`. */
export function readSelection(mission: Mission, selection: Selection): Selection {
  // Most runs select nothing, and the ids of 100,000 tasks take long to collect.
  if (selection.only.length + selection.skip.length === 0) return selection;
  const { ids } = selectableOf(mission);
  return { ...selection, only: splitIds(selection.only, ids), skip: splitIds(selection.skip, ids) };
}

export type Selected =
  | {
      readonly type: 'selected';
      readonly mission: Mission;
      /** How many tasks and tests are left out. */
      readonly leftOut: number;
    }
  | { readonly type: 'refused'; readonly message: string };

/** Leaves out tasks that are not selected. A need that is left out counts as complete, because the user chose that. */
export function selectTasks(mission: Mission, selection: Selection): Selected {
  const { only, skip } = selection;
  if (only.length + skip.length === 0 && mission.tasks.length > 0) return { type: 'selected', mission, leftOut: 0 };
  const selectable = selectableOf(mission);
  const unknown = [...only, ...skip].find((pattern) => !isKnown(pattern, selectable));
  if (unknown !== undefined) return { type: 'refused', message: explainUnknown(unknown, selectable) };
  const kept = keptIds(mission, selection, selectable);
  const tasks = mission.tasks.filter(({ id }) => kept.has(id));
  const leftOut = mission.tasks.length - tasks.length;
  if (tasks.length === 0) {
    return { type: 'refused', message: 'expected at least one task or test to run, found that none is selected' };
  }
  if (leftOut === 0) return { type: 'selected', mission, leftOut };
  const sourceless = withoutSource(tasks, kept);
  if (sourceless !== undefined) return { type: 'refused', message: sourceless };
  const narrow = narrower(kept);
  const used = new Set(tasks.flatMap(({ services }) => services));
  const services = mission.services.filter(({ id }) => used.has(id));
  return { type: 'selected', mission: { ...mission, tasks: tasks.map(narrow), services }, leftOut };
}

/** A need that is left out counts as complete, but a workspace that was never made cannot be copied. */
function withoutSource(tasks: readonly Task[], kept: ReadonlySet<string>): string | undefined {
  for (const { id, workspace } of tasks) {
    if (typeof workspace !== 'object' || kept.has(workspace.from)) continue;
    return `expected a selection with ${workspace.from}, because ${id} starts from its workspace, found one that leaves it out; select it too, or add --with-needs`;
  }
  return undefined;
}

/** The selection without patterns that mean nothing in the mission any more; `only` stays as it is if nothing of it would be left. */
export function withoutUnknown(mission: Mission, selection: Selection): Selection {
  const selectable = selectableOf(mission);
  const known = (patterns: readonly string[]) => patterns.filter((pattern) => isKnown(pattern, selectable));
  const only = known(selection.only);
  return { ...selection, only: only.length === 0 ? selection.only : only, skip: known(selection.skip) };
}

function keptIds({ tasks }: Mission, selection: Selection, selectable: Selectable): ReadonlySet<string> {
  const { only, skip } = selection;
  const isSkipped = matcherOf(skip, selectable);
  const skipped = new Set(tasks.filter(isSkipped).map(({ id }) => id));
  const isMeant = only.length === 0 ? () => true : matcherOf(only, selectable);
  const chosen = new Set(tasks.filter((task) => isMeant(task) && !skipped.has(task.id)).map(({ id }) => id));
  const followed = selection.withDependents === true ? withDependents(chosen, tasks, skipped) : chosen;
  // Last, so that the dependents have what they need, too.
  return selection.withNeeds === true ? withNeeds(followed, tasks, skipped) : followed;
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
