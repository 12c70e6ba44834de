import { isLedBy, ownersOf } from '../../machine/trees/owners.ts';
import type { Mark, ProcessRow } from './process-system.ts';

/** The process tree of one running step or service. */
export interface StepTree {
  readonly id: string;
  /** Pid of the shell, number of its group and session. */
  readonly leader: number;
  /** When it was reaped, monotonic milliseconds: from then on another process can have its number. */
  exited?: number;
  stopping: 'no' | 'terminated' | 'killed';
  /** Members found when it was stopped: what led to them may end before they do. */
  known: readonly ProcessRow[];
}

/** What the members of a tree share, and what proves that a number still belongs to the tree. */
export interface TreeSeed {
  readonly leader?: number;
  readonly leaderAlive?: boolean;
  readonly known?: readonly ProcessRow[];
  readonly marked: (pid: number) => boolean;
  /** Ourselves: never to be signalled, whatever our environment looks like. */
  readonly except: number;
}

/**
 * Which processes belong to a tree: its group and session, what carries its mark, and everything below those. The last
 * finds a child that left the group with an emptied environment, as long as its parent lives.
 */
export function treeMembers(rows: readonly ProcessRow[], seed: TreeSeed): readonly ProcessRow[] {
  const { leader } = seed;
  // A group's number is not given to a new process while it has members: a process of that number, with the leader
  // gone, means that the group is gone too and the number belongs to another process.
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
