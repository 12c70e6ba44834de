/** What a task or service has used so far. */
export interface Usage {
  /** CPU seconds of all its process trees, earlier steps and attempts included, user and system. */
  readonly cpuSeconds: number;
  /** Resident bytes now. */
  readonly memory: number;
}

/** What the process tree of one step or service has used from its start to its end. */
export interface TreeUsage {
  /** CPU seconds, user and system. */
  readonly cpuSeconds: number;
  /** The most bytes that were resident at once; absent when it ended before it was looked at. */
  readonly peakMemory?: number;
}

/** One whole measuring window of the machine. Times in milliseconds since the mission's start. */
export interface Reading {
  readonly from: number;
  readonly to: number;
  /** Busy percent of the CPUs we may use; absent where the machine does not tell. */
  readonly cpu?: number;
  /** Used percent of the memory we may use; absent where the machine does not tell. */
  readonly memory?: number;
  /** By id of the task or service; only what runs. */
  readonly usage?: Readonly<Record<string, Usage>>;
}

/** GREEN below every caution, YELLOW from a caution on, RED from a limit on. */
export type Band = 'GREEN' | 'YELLOW' | 'RED';

/** What the gate saw at a decision: effective figures, as compared with the limits. */
export interface GateView {
  /** Percent, without unseen load; absent where unknown. */
  readonly cpu?: number;
  /** Percent, without what is reserved; absent where unknown. */
  readonly memory?: number;
  /** Tasks and tests of ours that run. */
  readonly active: number;
  /** Percent of CPU that recent launches will use but the window does not show. */
  readonly unseen: number;
  /** Percent of memory requested by running tasks and not used yet. */
  readonly reserved: number;
  /** Sum of declared loads that run. */
  readonly load: number;
  readonly band: Band;
}
