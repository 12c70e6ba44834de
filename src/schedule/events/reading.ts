/** What a task or service has used so far. */
export interface Usage {
  /** CPU seconds of all its process trees, earlier steps and attempts included, user and system. */
  readonly cpuSeconds: number;
  /** Resident bytes now; memory that several processes share counts once, as far as the system says so. */
  readonly memory: number;
}

/** What the process tree of one step or service has used from its start to its end. */
export interface TreeUsage {
  /** CPU seconds, user and system. */
  readonly cpuSeconds: number;
  /** Peak of resident bytes; absent if it ended before it was measured. */
  readonly peakMemory?: number;
}

/** One whole measuring window of the machine. Times in milliseconds since the mission's start. */
export interface Reading {
  readonly from: number;
  readonly to: number;
  /** Busy percent of the CPUs that the mission may use; absent if the machine does not provide it. */
  readonly cpu?: number;
  /** Used percent of the memory that the mission may use; absent if the machine does not provide it. */
  readonly memory?: number;
  /** By id of a running task or service. */
  readonly usage?: Readonly<Record<string, Usage>>;
}

/** GREEN: below every caution. YELLOW: a caution is reached. RED: a limit is reached. */
export type Band = 'GREEN' | 'YELLOW' | 'RED';

/** What the gate saw at a decision: effective figures, as compared with the limits. */
export interface GateView {
  /** Percent, without unseen load; absent if unknown. */
  readonly cpu?: number;
  /** Percent, without reserved memory; absent if unknown. */
  readonly memory?: number;
  /** Number of running tasks and tests. */
  readonly active: number;
  /** Percent of CPU expected of tasks that started too recently to show in the window. */
  readonly unseen: number;
  /** Percent of memory requested by running tasks and not used yet. */
  readonly reserved: number;
  /** Sum of the declared loads of everything that runs. */
  readonly load: number;
  readonly band: Band;
}
