import { spread } from './statistics.ts';

export type Unit = 'ms' | 's' | 'MB' | '%' | '×' | 'tasks' | 'times' | 'calls' | 'files';

/** One thing measured several times. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** At least one value, in the order of measurement. */
  readonly values: readonly number[];
  /** Absent if the figure is only for information or for comparison. */
  readonly goal?: Goal;
  /** Values of Mission Runner in the same rounds and unit. The table shows the ratio of `values` to these. */
  readonly besides?: readonly number[];
}

export interface Goal {
  readonly atMost: number;
  /** Times vary with the machine's other work, so their median counts. A memory peak counts even if it occurs once. */
  readonly by: 'median' | 'maximum';
}

/** A figure that could not be measured on this machine, and the reason. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

export type Finding = Figure | Missing;

export function isFigure(finding: Finding): finding is Figure {
  return 'values' in finding;
}

/** The figure divided by its goal: at most 1 if the goal is reached. Undefined without a goal. */
export function shareOfGoal({ goal, values }: Figure): number | undefined {
  if (goal === undefined) return undefined;
  const value = spread(values)[goal.by];
  return value === 0 ? 0 : value / goal.atMost;
}

/** Ratio to the values of Mission Runner: the median over rounds. Undefined if there is nothing to compare with. */
export function ratioToOwn({ values, besides = [] }: Figure): number | undefined {
  const ratios = values.flatMap((value, round) => (besides[round] === undefined ? [] : [value / besides[round]]));
  return ratios.length === 0 ? undefined : spread(ratios).median;
}
