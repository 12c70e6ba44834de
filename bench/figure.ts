import { spread } from './statistics.ts';

export type Unit = 'ms' | 's' | 'MB' | '%' | '×' | 'tasks';

/** One thing measured several times. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** In the order of measuring; at least one. */
  readonly values: readonly number[];
  /** Absent: for information, or something to compare with. */
  readonly goal?: Goal;
  /** What ours were in the same rounds, in the same unit: the table shows how many times as much this is. */
  readonly besides?: readonly number[];
}

export interface Goal {
  readonly atMost: number;
  /** Times vary with what else the machine does, so their median counts; a peak that occurs once has occurred. */
  readonly by: 'median' | 'maximum';
}

/** Something that could not be measured here, and why. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

export type Finding = Figure | Missing;

export function isFigure(finding: Finding): finding is Figure {
  return 'values' in finding;
}

/** How many times its goal a figure is; absent without a goal. 1 or less: reached. */
export function shareOfGoal({ goal, values }: Figure): number | undefined {
  if (goal === undefined) return undefined;
  const value = spread(values)[goal.by];
  return value === 0 ? 0 : value / goal.atMost;
}

/** How many times as much as ours, by the median of the rounds; absent where there is nothing to compare with. */
export function ratioToOurs({ values, besides = [] }: Figure): number | undefined {
  const ratios = values.flatMap((value, round) => (besides[round] === undefined ? [] : [value / besides[round]]));
  return ratios.length === 0 ? undefined : spread(ratios).median;
}
