import { append } from '../base/multimap.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { Predictions, TaskPrediction } from '../schedule/events/prediction.ts';
import { unsteadyRuns } from './flaky-runs.ts';
import type { HistoryLine } from './line.ts';
import { spreadOf } from './spread.ts';

/** What lies further back than these says little about today. */
const COUNTED = 20;

/** Fewer successful runs do not say what is usual. */
const ENOUGH = 5;

const ENOUGH_FOR_TREND = 8;

const SHOWN = 10;

/**
 * What the lines of a history, oldest first, let expect of a mission. Only runs with the same commands count, so that a
 * changed task begins anew; one that never succeeded with them has no prediction.
 *
 * @param commands fingerprints by id
 */
export function predictTasks(
  lines: readonly HistoryLine[],
  mission: Mission,
  commands: ReadonlyMap<string, string>,
): Predictions {
  const byTask = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    if (line.mission !== mission.name || line.commands !== commands.get(line.task)) continue;
    append(byTask, line.task, line);
  }
  return Object.fromEntries(
    mission.tasks.flatMap(({ id }) => {
      const prediction = predictTask(byTask.get(id) ?? []);
      return prediction === undefined ? [] : [[id, prediction] as const];
    }),
  );
}

function predictTask(lines: readonly HistoryLine[]): TaskPrediction | undefined {
  const durations = lines.flatMap(({ status, duration }) => (status === 'succeeded' ? [duration] : [])).slice(-COUNTED);
  const spread = spreadOf(durations);
  if (spread === undefined) return undefined;
  const verdicts = lines.filter(isVerdict).slice(-COUNTED);
  const { median, low, high, deviation } = spread;
  // Also where all runs took the same time, less than a tenth or a second more means nothing.
  const slowAbove = median + Math.max(3 * deviation, median / 10, 1000);
  return {
    expect: Math.round(median),
    low: Math.round(low),
    high: Math.round(high),
    runs: durations.length,
    last: durations.slice(-SHOWN),
    ...(durations.length < ENOUGH ? {} : { slowAbove: Math.round(slowAbove) }),
    ...trendOf(durations, deviation),
    flakiness: { runs: verdicts.length, flaky: unsteadyRuns(verdicts) },
  };
}

/** By medians of the two halves: one odd run makes no trend, nor does what they differ by anyway. */
function trendOf(durations: readonly number[], deviation: number): { trend?: number } {
  const middle = Math.floor(durations.length / 2);
  const older = spreadOf(durations.slice(0, middle))?.median ?? 0;
  const newer = spreadOf(durations.slice(-middle))?.median ?? 0;
  // Below a millisecond nothing is measured, and a percentage of next to nothing can be infinite.
  if (durations.length < ENOUGH_FOR_TREND || older < 1) return {};
  return { trend: Math.abs(newer - older) <= deviation ? 0 : Math.round((100 * (newer - older)) / older) };
}

/** What was stopped from outside says nothing about the task. */
function isVerdict({ status }: HistoryLine): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'timed-out';
}
