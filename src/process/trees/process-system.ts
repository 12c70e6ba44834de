/** One live process. Zombies, which have ended and were not waited for yet, are never listed. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** With the pid, distinguishes a process from a later one with the same pid; undefined if unknown. */
  readonly start?: string;
}

/** The task or service that a process was started for, as its environment states. */
export interface Mark {
  readonly run: string;
  /** Id of a task or a service; no task has the id of a service. */
  readonly id: string;
}

export type TreeSignal = 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

/** Lists and signals the processes of an operating system. No method throws. */
export interface ProcessSystem {
  /** All processes that the system lists; empty if it lists none. */
  list(): readonly ProcessRow[];
  /** Undefined if there is none, or if it may not be read. */
  markOf(pid: number): Mark | undefined;
  /** The command line in one line, shortened; a placeholder if it is unknown. */
  commandOf(pid: number): string;
  /** True if a process group of this number has members, zombies included. */
  groupExists(group: number): boolean;
  /** Signals the whole group; on Windows the tree below this process, which ends it: there is no STOP and no CONT. */
  signalGroup(group: number, signal: TreeSignal): void;
  /** Signals one process, unless its pid was reused since it was listed. */
  signalOne(row: ProcessRow, signal: TreeSignal): void;
}
