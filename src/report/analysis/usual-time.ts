import { predictionOf, type TaskPrediction } from '../../schedule/events/prediction.ts';
import { attemptDuration, type RunReport, type TaskReport } from '../model/run.ts';
import { formatDuration, formatPercent, plural } from '../text/format.ts';
import { hasFailed, isFlaky } from '../words/status-text.ts';

/** Percent. */
const leastTrend = 10;

/** Milliseconds; the start of a process varies by this much. */
export const leastDifference = 100;

/** A task in this run, compared with its earlier runs. */
export interface Usual {
  readonly task: TaskReport;
  readonly prediction: TaskPrediction;
  /** Milliseconds of its newest attempt, until now while it runs. */
  readonly duration: number;
  /** It succeeded, and took clearly longer than usual. */
  readonly slower: boolean;
  /** Of the `runs` newest runs, this one included, `flaky` showed that the verdict depends on luck. */
  readonly runs: number;
  readonly flaky: number;
}

/** Undefined for a task that never ran in this run, or never succeeded before. */
export function usualOf(report: RunReport, task: TaskReport): Usual | undefined {
  const prediction = predictionOf(report.predictions, task.task.id);
  const attempt = task.attemptList.at(-1);
  if (prediction === undefined || attempt === undefined) return undefined;
  const duration = attemptDuration(report, attempt);
  const { slowAbove, flakiness } = prediction;
  const succeeded = task.status === 'succeeded';
  return {
    task,
    prediction,
    duration,
    slower: succeeded && slowAbove !== undefined && duration > slowAbove,
    runs: flakiness.runs + (succeeded || hasFailed(task.status) ? 1 : 0),
    flaky: flakiness.flaky + (isFlaky(task) ? 1 : 0),
  };
}

/** All tasks that can be compared, in the order of the mission file. */
export function usualOfAll(report: RunReport): Usual[] {
  if (report.predictions === undefined) return [];
  return [...report.tasks.values()].flatMap((task) => usualOf(report, task) ?? []);
}

/** `slower than usual`, `flaky: 3 of 20 runs`, `rising by 12 %`; empty if nothing is remarkable. */
export function remarks(usual: Usual): string[] {
  const { slower, flaky, prediction } = usual;
  const { expect, trend = 0 } = prediction;
  const changes = Math.abs(trend) >= leastTrend && (expect * Math.abs(trend)) / 100 >= leastDifference;
  return [
    ...(slower ? ['slower than usual'] : []),
    ...(flaky === 0 ? [] : [`flaky: ${flakyText(usual)}`]),
    ...(changes ? [`${trend > 0 ? 'rising' : 'falling'} by ${formatPercent(Math.abs(trend))}`] : []),
  ];
}

/** `3 of 20 runs`, for a flaky task. */
export function flakyText({ flaky, runs }: Usual): string {
  return `${flaky} of ${plural(runs, 'run')}`;
}

/** `8 s`, or `8 s (7.5 s to 9 s)`: the median, and the range of the middle half of the runs. */
export function usualText({ expect, low, high }: TaskPrediction): string {
  const [middle, from, to] = [formatDuration(expect), formatDuration(low), formatDuration(high)];
  return from === to ? middle : `${middle} (${from} to ${to})`;
}
