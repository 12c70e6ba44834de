import type { Share } from './reading.ts';

/** A constraint at the start of a run. */
export interface StartConstraint {
  /** As in `Constraint`. */
  readonly name: string;
  /** CPUs that it allows; absent if it does not limit them. */
  readonly cpus?: number;
  readonly memory?: Share;
}

/** Facts about the machine, read once at the start and kept in the journal. */
export interface MachineFacts {
  /** CPUs this process may use: quota and affinity respected; may be a fraction. */
  readonly cpus: number;
  /** Bytes that this process may use: the memory of the machine, or the limit of the container if that is lower. */
  readonly memory: number;
  /** Percent of it that was in use at the start: requests are checked against it until the first window is over. */
  readonly memoryUsed?: number;
  /**
   * The machine, then each control group with a limit; their CPU use is not known at the start. Absent where none are known, and in
   * older journals.
   */
  readonly constraints?: readonly StartConstraint[];
  /** Such as `linux`. */
  readonly platform: string;
  /** Such as `x64`. */
  readonly architecture: string;
  readonly hostname: string;
  /** Such as `v24.21.0`. */
  readonly node: string;
  /** Processor name, where known. */
  readonly processor?: string;
  /** Source of the CPU and memory figures, such as `/proc, cgroup v2`; `none` if there is no source. */
  readonly source: string;
  /** What limits or degrades the measurement, one sentence each. */
  readonly notes: readonly string[];
  /** Those of `notes` that the log shows at the start, because they can ruin the run; absent if there are none. */
  readonly warnings?: readonly string[];
}
