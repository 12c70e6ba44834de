import { median } from '../../base/median.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { type Predictions, predictionOf } from '../events/prediction.ts';

/** Milliseconds that a task is taken to need where nothing is known of any. */
export const UNKNOWN_TIME = 60_000;

/**
 * Expected milliseconds of each task: what the history predicts, else its `expect`, else the median of those that are
 * known, else one minute.
 */
export function estimates(mission: Mission, predictions?: Predictions): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const task of mission.tasks) {
    const expected = knownTime(task, predictions);
    if (expected !== undefined) known.set(task.id, expected);
  }
  const usual = median([...known.values()]) ?? UNKNOWN_TIME;
  return new Map(mission.tasks.map(({ id }) => [id, known.get(id) ?? usual]));
}

/** Milliseconds that the history predicts, else its `expect`; undefined where neither says anything. */
export function knownTime({ id, expect }: Task, predictions: Predictions | undefined): number | undefined {
  return predictionOf(predictions, id)?.expect ?? expect;
}
