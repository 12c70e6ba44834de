import type { Task } from '../../mission/model/mission.ts';
import type { Conditions } from './state.ts';

/** For missions without `if` and `paths`. */
export const withoutExpressions: Conditions = (_, task) => ({
  type: 'fail',
  reason: `the condition of ${task.id} cannot be evaluated here`,
});

/** True if `if` or `paths` decide too, not only how its needs ended. */
export function isConditional(task: Task): boolean {
  return task.if !== undefined || task.paths.length > 0;
}
