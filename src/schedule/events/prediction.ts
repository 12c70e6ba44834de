/**
 * What the history says of the tasks of a mission, by id. Part of the journal's first event, so that launch order and
 * reports need nothing else.
 */
export type Predictions = Readonly<Record<string, TaskPrediction>>;

/** What earlier runs of one task, with the same commands, let expect of this one. Durations in milliseconds. */
export interface TaskPrediction {
  /** Median of the successful runs that count. */
  readonly expect: number;
  /** Quartiles: half of those runs took between the two. */
  readonly low: number;
  readonly high: number;
  /** How many successful runs it rests on; at least 1. */
  readonly runs: number;
  /** The newest of their durations, oldest first; at most 10. */
  readonly last: readonly number[];
  /** What takes longer than this is slower than usual; absent while too few runs say what is usual. */
  readonly slowAbove?: number;
  /** Percent by which the newer half of those runs took longer; 0 within their deviation, absent where too few ran. */
  readonly trend?: number;
  /** Of so many newest runs, whatever their end, so many were flaky; see `src/history/flaky-runs.ts`. */
  readonly flakiness: { readonly runs: number; readonly flaky: number };
}

/** Ids may be words that every object knows, such as `constructor`. */
export function predictionOf(predictions: Predictions | undefined, id: string): TaskPrediction | undefined {
  return predictions !== undefined && Object.hasOwn(predictions, id) ? predictions[id] : undefined;
}
