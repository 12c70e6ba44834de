import { median } from '../../base/median.ts';
import { positionsOf } from '../../mission/graph/positions.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { type Predictions, predictionOf } from '../events/prediction.ts';
import { TaskTable } from './task-table.ts';

/** Milliseconds assumed for a task if nothing is known about any task. */
export const UNKNOWN_TIME = 60_000;

/**
 * Expected milliseconds of each task, if it runs alone: the prediction from the history, or its `expect`, or the median of the known ones, or
 * one minute.
 */
export function estimates({ tasks }: Pick<Mission, 'tasks'>, predictions?: Predictions): TaskTable<number> {
  const before = known.get(tasks);
  if (before !== undefined && before.predictions === predictions) return before.times;
  const times = expectedTimes(tasks, predictions);
  known.set(tasks, { predictions, times });
  return times;
}

/** By tasks: a plan needs them five times, and those of 100,000 tasks take long to find. */
const known = new WeakMap<readonly Task[], { readonly predictions: Predictions | undefined; readonly times: Times }>();

type Times = TaskTable<number>;

function expectedTimes(tasks: readonly Task[], predictions: Predictions | undefined): Times {
  const times = tasks.map((task) => knownTime(task, predictions));
  const usual = median(times.filter((time) => time !== undefined)) ?? UNKNOWN_TIME;
  return new TaskTable(
    positionsOf(tasks),
    times.map((time) => time ?? usual),
  );
}

/** Milliseconds alone on the machine, from the history, or else its `expect`; undefined if there is neither. */
export function knownTime({ id, expect }: Task, predictions: Predictions | undefined): number | undefined {
  const prediction = predictionOf(predictions, id);
  return prediction?.solo ?? prediction?.expect ?? expect;
}
