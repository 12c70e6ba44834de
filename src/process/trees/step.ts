import type { Mark, ProcessRow } from './process-system.ts';

/** The process tree of one running step or service. */
export interface StepTree {
  readonly id: string;
  /** Pid of the shell, number of its group and session. */
  readonly leader: number;
  /** When it was reaped, monotonic milliseconds: from then on its number proves nothing if a process has it. */
  exited?: number;
  stopping: 'no' | 'terminated' | 'killed';
  /** Members found when it was stopped: what led to them may end before they do. */
  known: readonly ProcessRow[];
}

/** Numbers shared by processes we started, and what proves that they are still ours. */
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
  // gone, means that the group is gone too and the number is somebody else's.
  const reused = seed.leaderAlive !== true && rows.some((row) => row.pid === leader);
  const inGroup = (row: ProcessRow) =>
    !reused && leader !== undefined && (row.group === leader || row.session === leader);
  const isKnown = (row: ProcessRow) =>
    row.start !== undefined && seed.known?.some(({ pid, start }) => pid === row.pid && start === row.start) === true;
  const ours = (row: ProcessRow) => inGroup(row) || isKnown(row) || seed.marked(row.pid);
  const members = new Map<number, ProcessRow>();
  for (const row of rows) {
    if (row.pid !== seed.except && ours(row)) members.set(row.pid, row);
  }
  addDescendants(members, rows, seed.except);
  return [...members.values()];
}

function addDescendants(members: Map<number, ProcessRow>, rows: readonly ProcessRow[], except: number): void {
  const children = new Map<number, ProcessRow[]>();
  for (const row of rows) {
    const siblings = children.get(row.parent);
    if (siblings === undefined) children.set(row.parent, [row]);
    else siblings.push(row);
  }
  const open = [...members.keys()];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of children.get(pid) ?? []) {
      if (child.pid === except || members.has(child.pid)) continue;
      members.set(child.pid, child);
      open.push(child.pid);
    }
  }
}

/** True for the marks of one task or service in one run; without an id, for all of the run. */
export function isMarked(mark: Mark | undefined, run: string, id?: string): boolean {
  return mark !== undefined && mark.run === run && (id === undefined || mark.id === id);
}
