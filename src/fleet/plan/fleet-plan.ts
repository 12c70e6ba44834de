/*
 * This folder plans how one mission runs on several runners.
 *
 * 1. `cut.ts` finds the groups of tasks that must stay on one runner, and the bonds that hold each of them together (`bonds.ts`,
 *    `task-reads.ts`). `explain-cut.ts` puts a bond into words, with what to declare so that it can be cut.
 * 2. A `FleetPlan` gives each group to a part. A part is one job of a workflow: it runs on one runner, and starts when all parts that it
 *    needs have ended.
 * 3. `plan-text.ts` writes a plan as text that a maintainer can edit, reads it back, and refuses a plan that is not safe. Its digest
 *    says whether two parts belong to the same plan of the same mission.
 *
 * Invariants:
 * - Each task of the mission is in exactly one part, and no bond is cut.
 * - Parts are numbered from 1, and each needs only parts with lower numbers.
 * - The same mission always gives the same plan.
 *
 * Not here: the workflow file (`fleet/workflow`), and how a part runs and what it leaves (`run`).
 */

/** Which task of a mission runs on which runner. */
export interface FleetPlan {
  /** Name of the mission. */
  readonly mission: string;
  /** At least one; `parts[i].number === i + 1`. In an order in which each needs only earlier ones. */
  readonly parts: readonly Part[];
}

/** What one runner does: a job of a workflow. */
export interface Part {
  /** Counted from 1. */
  readonly number: number;
  /** Ids with their matrix combinations, in the file's order; each task of the mission is in exactly one part. */
  readonly tasks: readonly string[];
  /** Numbers of the parts with tasks that its tasks need directly or read in expressions; ascending. */
  readonly needs: readonly number[];
  /** Label of the runner (`runs-on` of its tasks); absent: the default label. */
  readonly label?: string;
}

/**
 * Numbers of all parts that have ended when this one starts, ascending. A task may use files of tasks that it needs over several steps,
 * so a part takes the artifacts of all of them.
 */
export function partsBefore(plan: FleetPlan, number: number): readonly number[] {
  const found = new Set(plan.parts[number - 1]?.needs ?? []);
  // A set may grow while it is walked: what is added is visited too.
  for (const earlier of found) for (const need of plan.parts[earlier - 1]?.needs ?? []) found.add(need);
  return [...found].sort((one, other) => one - other);
}
