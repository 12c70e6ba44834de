import type { ProcessRows } from './process-list.ts';
import type { ProcessRow } from './process-stat.ts';

/** What left its tree's session and group, once it was found: pid to start and leader. */
export type Escaped = Map<number, { readonly start: number; readonly leader: number }>;

export interface Seeds {
  readonly leaders: ReadonlySet<number>;
  /** Brought up to date: what is found is added, what is gone removed. */
  readonly escaped: Escaped;
  /** The leader whose mark a process carries in its environment. */
  readonly markedFor: (row: ProcessRow) => number | undefined;
}

/**
 * By leader, its members: those of its session or group, and what descends from a member. What detached itself (`setsid`)
 * is found by its parents while they live, and stays a member when it was seen before they ended; a daemon whose parents
 * were gone at once is known by the mark in its environment.
 */
export function membersOf(rows: ProcessRows, { leaders, escaped, markedFor }: Seeds): ReadonlyMap<number, ProcessRows> {
  const owners = new Map<number, number | undefined>();
  for (const [pid, { start, leader }] of escaped) {
    if (rows.get(pid)?.start !== start || !leaders.has(leader)) escaped.delete(pid);
  }

  function ownerOf(row: ProcessRow): number | undefined {
    if (owners.has(row.pid)) return owners.get(row.pid);
    // Also ends a circle of parents, which a list that is not of one moment can show.
    owners.set(row.pid, undefined);
    const owner = ownOwner(row) ?? foundOwner(row);
    owners.set(row.pid, owner);
    return owner;
  }

  function ownOwner({ pid, group, session }: ProcessRow): number | undefined {
    if (leaders.has(pid)) return pid;
    if (leaders.has(session)) return session;
    return leaders.has(group) ? group : undefined;
  }

  function foundOwner(row: ProcessRow): number | undefined {
    const before = escaped.get(row.pid);
    if (before !== undefined) return before.leader;
    const parent = rows.get(row.parent);
    const leader = (parent === undefined ? undefined : ownerOf(parent)) ?? markOf(row);
    if (leader !== undefined) escaped.set(row.pid, { start: row.start, leader });
    return leader;
  }

  /** What an earlier step of the same task left running is not the newer one's. */
  function markOf(row: ProcessRow): number | undefined {
    const leader = markedFor(row);
    const leading = leader === undefined ? undefined : rows.get(leader);
    return leading !== undefined && leading.start <= row.start ? leader : undefined;
  }

  const members = new Map<number, Map<number, ProcessRow>>();
  for (const row of rows.values()) {
    const owner = ownerOf(row);
    if (owner === undefined) continue;
    const list = members.get(owner);
    if (list === undefined) members.set(owner, new Map([[row.pid, row]]));
    else list.set(row.pid, row);
  }
  return members;
}
