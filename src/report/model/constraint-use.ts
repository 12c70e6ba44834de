/**
 * How much of a constraint was used at most: of the machine, or of a container with a limit. The journal has, for each window, only the
 * constraints with the highest share of CPU and of memory, so a constraint without figures was never one of them.
 */
export interface ConstraintUse {
  readonly name: string;
  /** CPUs and bytes that it allows, as of the newest window; absent if it does not limit them. */
  cpus?: number;
  memory?: number;
  /** Highest percent of all windows; absent if unknown. */
  maximumCpu?: number;
  maximumMemory?: number;
  /** Milliseconds for which it had the highest share of CPU, and of memory. */
  cpuTime: number;
  memoryTime: number;
}
