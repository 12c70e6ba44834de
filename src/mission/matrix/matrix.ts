import type { MatrixValue } from '../model/mission.ts';

/** The values that `matrix.NAME` reads, by name. */
export type Combination = Readonly<Record<string, MatrixValue>>;

export interface Matrix {
  /** By name, in the file's order; the first one changes slowest. */
  readonly dimensions: Readonly<Record<string, readonly MatrixValue[]>>;
  readonly include?: readonly Combination[];
  readonly exclude?: readonly Combination[];
}

/** One task of a matrix. */
export interface MatrixTask {
  /** Such as `L3.2.4.1 (chrome, 24)`. */
  readonly id: string;
  readonly values: Combination;
}
