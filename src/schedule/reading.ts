/** What one task's process tree has used so far. */
export interface Usage {
  /** CPU seconds since its start, user and system. */
  readonly cpuSeconds: number;
  /** Resident bytes now. */
  readonly memory: number;
}

/** One whole measuring window of the machine. Times in milliseconds since the mission's start. */
export interface Reading {
  readonly from: number;
  readonly to: number;
  /** Busy percent of the CPUs we may use; absent where the machine does not tell. */
  readonly cpu?: number;
  /** Used percent of the memory we may use; absent where the machine does not tell. */
  readonly memory?: number;
  /** By task id; only what runs. */
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
