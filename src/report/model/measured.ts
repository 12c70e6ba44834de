import type { Band } from '../../schedule/events/reading.ts';

/** The readings of one measuring window, or the highest of several merged ones. */
export interface ReadingPoint {
  from: number;
  to: number;
  /** When the schedule received it. */
  at: number;
  cpu?: number;
  memory?: number;
  active: number;
  band: Band;
}

/** Sum of the loads of what runs, declared or learned (`countedLoad`), as a step function of time. */
export interface LoadHistory {
  now: number;
  active: number;
  /** Highest sum that lasted for some time. */
  maximum: number;
  maximumActive: number;
  /** Integrals over time until `since`: load, its square, active workers; in unit times milliseconds. */
  area: number;
  squares: number;
  activeArea: number;
  since: number;
  /** Value from `at` on; one entry per instant. */
  readonly steps: { readonly at: number; load: number; active: number }[];
}

/** Time-weighted sums of the machine's readings: percent times milliseconds. */
export interface CpuHistory {
  cpuArea: number;
  cpuTime: number;
  memoryArea: number;
  memoryTime: number;
  maximumCpu: number;
  maximumMemory: number;
  /** CPUs of the tasks times milliseconds, and the same times the CPUs that other programs used meanwhile: what these took while tasks computed. */
  ownArea: number;
  besideArea: number;
}
