import type { Finding } from './figure.ts';

/** What a workload may know of how it is run. */
export interface Bench {
  /** Absolute path of the bundled command-line tool. */
  readonly cli: string;
  /** Whether what takes minutes is wanted too. */
  readonly full: boolean;
  /** How often to measure: in full, or in the quick pass. */
  runs(full: number, quick: number): number;
  /** An empty folder, removed at the very end. */
  newFolder(): string;
}

/** One subject of measurement. Throws when what it measures does not work. */
export interface Workload {
  /** Letters, digits and hyphens; what `--only` takes. */
  readonly id: string;
  /** Heading of its figures. */
  readonly title: string;
  /** Takes minutes: only with `--full`, or when `--only` names it. */
  readonly heavy?: true;
  measure(bench: Bench): Promise<readonly Finding[]>;
}
