/** Facts about the machine, read once at the start and kept in the journal. */
export interface MachineFacts {
  /** CPUs this process may use: quota and affinity respected; may be a fraction. */
  readonly cpus: number;
  /** Bytes this process may use: the container's limit where it is lower than the machine's. */
  readonly memory: number;
  /** Percent of it that was in use at the start: requests are checked against it until the first window is over. */
  readonly memoryUsed?: number;
  /** Such as `linux`. */
  readonly platform: string;
  /** Such as `x64`. */
  readonly architecture: string;
  readonly hostname: string;
  /** Such as `v24.21.0`. */
  readonly node: string;
  /** Processor name, where known. */
  readonly processor?: string;
  /** Where CPU and memory figures come from, such as `/proc, cgroup v2`; `none` where there is no source. */
  readonly source: string;
  /** What limits or degrades the measurement, one sentence each. */
  readonly notes: readonly string[];
  /** Those of `notes` that the log shows at the start, because they can ruin the run; absent if there are none. */
  readonly warnings?: readonly string[];
}
