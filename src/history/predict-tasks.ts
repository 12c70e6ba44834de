/*
 * This folder is about the lines of the history file: `record-run.ts` makes those of a run, `line.ts` prints and reads one,
 * `parse.ts` reads a file, `keep-newest.ts` decides which lines stay when it is shortened, `past-verdicts.ts` finds the commit on
 * which a task last succeeded, and `predict-tasks.ts` predicts from them: durations itself, the demand of a task with
 * `learn-demand.ts`. `resume-predictions.ts` makes the predictions of a run that is resumed.
 *
 * - Only runs with the same commands count. A changed task has no history, and one that never succeeded has no prediction.
 * - Demand is learned only from the same class of machine (`machine-class.ts`); durations are predicted from all.
 * - A line that this version cannot read is kept as it is. Nothing here throws because of the content of a file.
 * - All functions are pure: text and lines in, text and figures out.
 *
 * Not here: where the file is, how it is locked and written (`run/history`), and how predictions are shown (`report`).
 */
import { append } from '../base/multimap.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { Predictions, TaskPrediction } from '../schedule/events/prediction.ts';
import { countFlakyRuns } from './count-flaky-runs.ts';
import { learnDemand } from './learn-demand.ts';
import type { HistoryLine } from './line.ts';
import type { HistoryMachine } from './machine-class.ts';
import { spreadOf } from './spread.ts';

/** Older runs than these say little about the next one. */
const COUNTED = 20;

/** With fewer successful runs, the usual duration is unknown. */
const ENOUGH = 5;

const ENOUGH_FOR_TREND = 8;

const SHOWN = 10;

/**
 * The predictions for the tasks of a mission, from its history. A prediction is the median of a task's newest successful runs,
 * with quartiles, a limit above which a run is slower than usual, a trend, and how often it was flaky (`count-flaky-runs.ts`). Unless
 * `admission.learn` is false, it has what the task is expected to use.
 *
 * @param lines of the history, oldest first
 * @param commands fingerprints by id
 * @param machine on which the mission is about to run
 */
export function predictTasks(
  lines: readonly HistoryLine[],
  mission: Mission,
  commands: ReadonlyMap<string, string>,
  machine: HistoryMachine,
): Predictions {
  const byTask = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    if (line.mission !== mission.name || line.commands !== commands.get(line.task)) continue;
    append(byTask, line.task, line);
  }
  return Object.fromEntries(
    mission.tasks.flatMap(({ id, cpus }) => {
      const own = byTask.get(id) ?? [];
      const prediction = predictTask(own);
      if (prediction === undefined) return [];
      const demand = mission.admission.learn ? learnDemand(own, machine, cpus) : undefined;
      return [[id, demand === undefined ? prediction : { ...prediction, demand }] as const];
    }),
  );
}

function predictTask(lines: readonly HistoryLine[]): TaskPrediction | undefined {
  const durations = lines.flatMap(({ status, duration }) => (status === 'succeeded' ? [duration] : [])).slice(-COUNTED);
  const spread = spreadOf(durations);
  const solo = spreadOf(
    lines
      .flatMap((line) => (line.status === 'succeeded' && line.solo !== undefined ? [line.solo] : []))
      .slice(-COUNTED),
  );
  if (spread === undefined) return undefined;
  const verdicts = lines.filter(isVerdict).slice(-COUNTED);
  const { median, low, high, deviation } = spread;
  // Even if all runs took the same time, less than a tenth or a second more means nothing.
  const slowAbove = median + Math.max(3 * deviation, median / 10, 1000);
  return {
    expect: Math.round(median),
    ...(solo === undefined ? {} : { solo: Math.round(Math.min(solo.median, median)) }),
    low: Math.round(low),
    high: Math.round(high),
    runs: durations.length,
    last: durations.slice(-SHOWN),
    ...(durations.length < ENOUGH ? {} : { slowAbove: Math.round(slowAbove) }),
    ...trendOf(durations, deviation),
    flakiness: { runs: verdicts.length, flaky: countFlakyRuns(verdicts) },
  };
}

/** Compares the medians of two halves, so that one outlier, or the usual deviation, is not a trend. */
function trendOf(durations: readonly number[], deviation: number): { trend?: number } {
  const middle = Math.floor(durations.length / 2);
  const older = spreadOf(durations.slice(0, middle))?.median ?? 0;
  const newer = spreadOf(durations.slice(-middle))?.median ?? 0;
  // Nothing below a millisecond is measured, and a percentage of almost nothing can be infinite.
  if (durations.length < ENOUGH_FOR_TREND || older < 1) return {};
  return { trend: Math.abs(newer - older) <= deviation ? 0 : Math.round((100 * (newer - older)) / older) };
}

/** A task that was stopped from outside says nothing about its duration. */
function isVerdict({ status }: HistoryLine): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'timed-out';
}
