import type { Finding } from './figure.ts';

/** What a workload receives from the benchmark. */
export interface Bench {
  /** Absolute path of the bundled command-line tool. */
  readonly cli: string;
  /** Whether to include work that takes minutes. */
  readonly full: boolean;
  /** Whether to measure less, so that a workload takes half a minute: fewer runs, and sometimes smaller work. */
  readonly quick: boolean;
  /** Number of measurements: `full` normally, `quick` with `--quick`. */
  runs(full: number, quick: number): number;
  /** Makes an empty folder, which is removed at the very end. */
  newFolder(): string;
}

/** One subject of measurement. Throws if the measured program fails. */
export interface Workload {
  /** Letters, digits and hyphens. The value for `--only`. */
  readonly id: string;
  /** Heading of its figures. */
  readonly title: string;
  /** Takes minutes: runs only with `--full` or if `--only` names it. */
  readonly heavy?: true;
  measure(bench: Bench): Promise<readonly Finding[]>;
}
