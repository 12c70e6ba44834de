/** What a task or service has used so far. */
export interface Usage {
  /** CPU seconds of all its process trees, earlier steps and attempts included, user and system. */
  readonly cpuSeconds: number;
  /** Resident bytes now; memory that several processes share counts once, as far as the system says so. */
  readonly memory: number;
  /**
   * CPUs that it used on average since the look before, or since its start if there was none. Absent where it is not
   * measured, and in older journals.
   */
  readonly cpu?: number;
  /** Seconds for which its threads could run but waited for a CPU, earlier steps and attempts included; see `TreeUsage.waited`. */
  readonly waited?: number;
  /**
   * Threads of it that ran or waited for a CPU, at this look and at the one before. Only if for more than a second, all tasks and services
   * together had more of them than there are CPUs. A lower bound.
   */
  readonly runnable?: number;
  /** Bytes that it has grown by in about the last second; see `withGrowth`. Absent in older journals. */
  readonly grown?: number;
}

/** What the process tree of one step or service has used from its start to its end. */
export interface TreeUsage {
  /** CPU seconds, user and system. */
  readonly cpuSeconds: number;
  /** Peak of resident bytes; absent if it ended before it was measured. */
  readonly peakMemory?: number;
  /**
   * Seconds for which its threads could run but waited for a CPU, summed over all threads. An estimate, because the kernel has this figure
   * only for threads that are still there. This and the three below are absent where they are not measured (macOS, Windows, kernels
   * that do not count it), if it ended before it was measured, and in older journals.
   */
  readonly waited?: number;
  /** Seconds by which this has delayed it: alone on the machine, it would have taken so much less. Threads that wait at once count once. */
  readonly delayed?: number;
  /** Seconds for which none of its threads could run, because they slept or waited for something else than a CPU. A lower bound. */
  readonly idle?: number;
  /** Threads that could run at once: on average in the window in which this was highest. */
  readonly parallelism?: number;
}

/** How much there is of a resource, and how much of it is used: CPUs, or bytes. */
export interface Share {
  readonly capacity: number;
  /** CPU: on average in the window. Memory: at its end, without cache that can be reclaimed. */
  readonly used: number;
}

/**
 * What the kernel enforces on the mission: the machine itself, or a control group above the mission that has a limit. A launch must fit
 * each of them.
 */
export interface Constraint {
  /** A phrase with its size, such as `machine` or `container of 6 GiB`. */
  readonly name: string;
  /** Absent if it does not limit CPUs, or if its use is not known. */
  readonly cpu?: Share;
  /** Absent if it does not limit memory, or if its use is not known. */
  readonly memory?: Share;
}

/** One whole measuring window of the machine. Times in milliseconds since the mission's start. */
export interface Reading {
  readonly from: number;
  readonly to: number;
  /** Busy percent of the CPUs that the mission may use; absent if the machine does not provide it. */
  readonly cpu?: number;
  /** Used percent of the memory that the mission may use; absent if the machine does not provide it. */
  readonly memory?: number;
  /**
   * The machine first, then its control groups from the outermost to the innermost. Absent where only percentages are measured,
   * and in older journals. The journal keeps those that bind: with the highest share of CPU, and of memory.
   */
  readonly constraints?: readonly Constraint[];
  /** CPUs that all tasks and services used on average in this window, with those that ended in it. Absent where it is not measured. */
  readonly own?: number;
  /** By id of a running task or service. */
  readonly usage?: Readonly<Record<string, Usage>>;
  /** Only while memory is critical; see `withCriticalMemory`. Not in the journal: the decisions that rest on it have its figures. */
  readonly critical?: CriticalMemory;
}

/** How memory has changed since the window before, while it is critical. */
export interface CriticalMemory {
  /** Milliseconds between the ends of the two windows. */
  readonly over: number;
  /** Of the constraints whose memory is critical, the one with the least memory left; absent if only percentages are measured. */
  readonly constraint?: string;
  /** Percent of its memory in use, at the end of the window. */
  readonly memory: number;
  /** Bytes that are left of it. */
  readonly left: number;
  /** Bytes by which its use has changed. */
  readonly grown: number;
  /** By id: bytes by which a running task or service has grown in about the last second. Only those that have; absent where single tasks are not measured. */
  readonly tasks?: Readonly<Record<string, number>>;
}

/** Looks an id up safely: ids may be names that every object has, such as `constructor`. */
export function ofTask<Figure>(figures: Readonly<Record<string, Figure>> | undefined, id: string): Figure | undefined {
  return figures !== undefined && Object.hasOwn(figures, id) ? figures[id] : undefined;
}

/** Memory at one moment, measured between the ends of two windows. */
export type MemoryNow = Pick<Reading, 'memory' | 'constraints'>;

/** GREEN: below every caution. YELLOW: a caution is reached. RED: a limit is reached. */
export type Band = 'GREEN' | 'YELLOW' | 'RED';

/** What the gate saw at a decision: effective figures, as compared with the limits. */
export interface GateView {
  /** Percent, without unseen load; absent if unknown. */
  readonly cpu?: number;
  /** Percent, without reserved memory; absent if unknown. */
  readonly memory?: number;
  /** Names of the constraints that these percentages are of; absent if there is only one. */
  readonly cpuOf?: string;
  readonly memoryOf?: string;
  /** Number of running tasks and tests. */
  readonly active: number;
  /** Percent of CPU expected of tasks that started too recently to show in the window. */
  readonly unseen: number;
  /** Percent of memory requested by running tasks and not used yet. */
  readonly reserved: number;
  /** Sum of the declared and learned loads of everything that runs. */
  readonly load: number;
  readonly band: Band;
}
