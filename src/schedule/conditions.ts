import type { Task } from '../mission/mission.ts';
import type { State } from './state.ts';

/** Whether something may run, by what its own `if` and `paths` say. */
export type Verdict =
  | { readonly type: 'run' }
  /** A sentence that says why not. */
  | { readonly type: 'skip'; readonly reason: string }
  /** The condition itself cannot be evaluated: that is a failure, never a silent skip. */
  | { readonly type: 'fail'; readonly reason: string };

/**
 * Judges `if` and `paths` of a task, purely. Injected, because the expression language is only loaded by missions that
 * use it. Asked for tasks that have one of the two; `needs` and `deploy` are the schedule's own.
 */
export type Conditions = (state: State, task: Task) => Verdict;

/** For missions without `if` and `paths`. */
export const withoutExpressions: Conditions = (_, task) => ({
  type: 'fail',
  reason: `the condition of ${task.id} cannot be evaluated here`,
});

/** True when its own condition decides, beyond how its needs ended. */
export function isConditional(task: Task): boolean {
  return task.if !== undefined || task.paths.length > 0;
}
