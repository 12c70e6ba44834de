import { spread } from '../statistics.ts';
import type { VariantId } from './variant.ts';

/** One prediction beside the real run; milliseconds. */
export interface Outcome {
  readonly caseId: string;
  readonly variant: VariantId;
  readonly predicted: number;
  /** The lower bound that the prediction states. */
  readonly floor: number;
  readonly measured: number;
}

/** Percent of the measured time; positive if the prediction was too long. */
export function errorOf({ predicted, measured }: Outcome): number {
  return (100 * (predicted - measured)) / measured;
}

export interface ErrorFigures {
  /** Percent, without sign. */
  readonly median: number;
  readonly worst: number;
  /** Number of predictions below their floor. */
  readonly belowFloor: number;
  readonly count: number;
}

/** Half a percent: times are rounded to milliseconds. */
const ROUNDING = 0.995;

/** @param outcomes at least one */
export function errorFigures(outcomes: readonly Outcome[]): ErrorFigures {
  const { median, maximum } = spread(outcomes.map((outcome) => Math.abs(errorOf(outcome))));
  const below = outcomes.filter(({ predicted, floor }) => predicted < floor * ROUNDING);
  return { median, worst: maximum, belowFloor: below.length, count: outcomes.length };
}
