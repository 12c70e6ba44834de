import { isLedBy, ownersOf } from '../../machine/trees/owners.ts';
import type { Mark, ProcessRow } from './process-system.ts';

/** The process tree of one running step or service. */
export interface StepTree {
  readonly id: string;
  /** Pid of the shell, which is also the number of its group and session. */
  readonly leader: number;
  /** When the leader was reaped, in monotonic milliseconds: from then on another process can have its pid. */
  exited?: number;
  stopping: 'no' | 'terminated' | 'killed';
  /** Milliseconds between TERM and KILL, if the task has a grace period of its own. */
  readonly grace?: number;
  /** True while its members are stopped (SIGSTOP). */
  isPaused?: boolean;
  /** Members found when the tree was paused or stopped: their parents, by which they were found, may end first. */
  known: readonly ProcessRow[];
}

/** How the members of a tree are recognized, and what proves that a pid still belongs to the tree. */
export interface TreeSeed {
  readonly leader?: number;
  readonly leaderAlive?: boolean;
  readonly known?: readonly ProcessRow[];
  readonly marked: (pid: number) => boolean;
  /** Pid of Mission Runner: it must never be signalled, whatever its environment contains. */
  readonly except: number;
}

/**
 * Finds the processes that belong to a tree: its group and session, processes with its mark, and all descendants of these.
 * Descent finds a child that left the group with an empty environment, while its parent lives.
 */
export function treeMembers(rows: readonly ProcessRow[], seed: TreeSeed): readonly ProcessRow[] {
  const { leader } = seed;
  // The kernel does not reuse the number of a group while the group has members. If the leader has ended and a process
  // has its pid, the group is gone too, and the pid belongs to another process.
  const isReused = seed.leaderAlive !== true && rows.some((row) => row.pid === leader);
  const isInGroup = (row: ProcessRow) => !isReused && leader !== undefined && isLedBy(row, leader);
  const isKnown = (row: ProcessRow) =>
    row.start !== undefined && seed.known?.some(({ pid, start }) => pid === row.pid && start === row.start) === true;
  const claimOf = (row: ProcessRow) => (isInGroup(row) || isKnown(row) || seed.marked(row.pid) ? true : undefined);
  const members = ownersOf(new Map(rows.map((row) => [row.pid, row])), claimOf, seed.except);
  return rows.filter(({ pid }) => members.has(pid));
}

/** True for the marks of one task or service in one run; without an id, for all of the run. */
export function isMarked(mark: Mark | undefined, run: string, id?: string): boolean {
  return mark !== undefined && mark.run === run && (id === undefined || mark.id === id);
}
