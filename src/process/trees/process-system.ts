/** One live process; those that ended and only wait for their parent (zombies) are never listed. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** With the pid, distinguishes a process from a later one of the same number; undefined if unknown. */
  readonly start?: string;
}

/** What a process was started for, as its environment says. */
export interface Mark {
  readonly run: string;
  /** Of a task or a service; they share no ids. */
  readonly id: string;
}

export type StopSignal = 'SIGTERM' | 'SIGKILL';

/** The processes of an operating system: how they are listed, and how they are signalled. Nothing here throws. */
export interface ProcessSystem {
  /** All processes, as far as the system lists them; empty where it cannot. */
  list(): readonly ProcessRow[];
  /** Undefined if there is none, or if we may not read it. */
  markOf(pid: number): Mark | undefined;
  /** Command line in one line, cut; a placeholder when unknown. */
  commandOf(pid: number): string;
  /** True when a process group of this number has members, zombies included. */
  groupExists(group: number): boolean;
  /** Signals the whole group; on Windows the tree below this process. */
  signalGroup(group: number, signal: StopSignal): void;
  /** Signals one process, unless its number has passed to another one since it was listed. */
  signalOne(row: ProcessRow, signal: StopSignal): void;
}
