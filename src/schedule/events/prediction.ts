/**
 * Predictions from the history, by id of the task. Part of the journal's first event, so that launch order and reports need
 * nothing else.
 */
export type Predictions = Readonly<Record<string, TaskPrediction>>;

/** What a task is expected to use at its peak, learned from earlier runs on the same class of machine. */
export interface LearnedDemand {
  /** CPUs that it uses alone on the machine, on average while it runs; in older runs what it got. Absent if it was not measured. */
  readonly cpus?: number;
  /** CPUs that its services use for it meanwhile, besides `cpus`. Absent for none, and in older journals. */
  readonly services?: number;
  /** Bytes; absent if it was not measured. */
  readonly memory?: number;
  /** Number of successful runs that it is based on; at least 1. */
  readonly runs: number;
}

/** Prediction for one task from earlier runs with the same commands. Durations in milliseconds. */
export interface TaskPrediction {
  /** Median of the successful runs that count. */
  readonly expect: number;
  /** Median of what those runs would have taken alone on the machine; absent if that was not measured, and in older journals. */
  readonly solo?: number;
  /** Quartiles: half of those runs took between the two. */
  readonly low: number;
  readonly high: number;
  /** Number of successful runs that it is based on; at least 1. */
  readonly runs: number;
  /** Absent if no run on this class of machine was measured, if `admission.learn` is off, and in older journals. */
  readonly demand?: LearnedDemand;
  /** The newest of their durations, oldest first; at most 10. */
  readonly last: readonly number[];
  /** A longer run is slower than usual; absent if there are too few runs. */
  readonly slowAbove?: number;
  /** Percent by which the newer half of those runs took longer; 0 within their deviation, absent if there are too few. */
  readonly trend?: number;
  /** How many of the newest `runs`, whatever their result, were flaky; see `src/history/count-flaky-runs.ts`. */
  readonly flakiness: { readonly runs: number; readonly flaky: number };
}

/** Looks an id up safely: ids may be names that every object has, such as `constructor`. */
export function predictionOf(predictions: Predictions | undefined, id: string): TaskPrediction | undefined {
  return predictions !== undefined && Object.hasOwn(predictions, id) ? predictions[id] : undefined;
}
