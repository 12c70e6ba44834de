import { isLedBy, ownersOf } from './owners.ts';
import type { ProcessRows } from './process-list.ts';
import type { ProcessRow } from './process-stat.ts';

/** Known processes that have left the session and group of their tree, by pid. */
export type Escaped = Map<number, { readonly start: number; readonly leader: number }>;

export interface Seeds {
  readonly leaders: ReadonlySet<number>;
  /** Is updated: new ones are added, those that have ended are removed. */
  readonly escaped: Escaped;
  /** The leader whose mark a process carries in its environment. */
  readonly markedFor: (row: ProcessRow) => number | undefined;
}

/**
 * The members of each tree, by leader. A process that detached itself (`setsid`) is found by its parents while they live,
 * and stays a member if it was seen before they ended; a daemon whose parents ended at once is found by its mark.
 */
export function membersOf(rows: ProcessRows, { leaders, escaped, markedFor }: Seeds): ReadonlyMap<number, ProcessRows> {
  for (const [pid, { start, leader }] of escaped) {
    if (rows.get(pid)?.start !== start || !leaders.has(leader)) escaped.delete(pid);
  }

  function leaderOf({ pid, session, group }: ProcessRow): number | undefined {
    return [pid, session, group].find((number) => leaders.has(number));
  }

  /** A process that an earlier step of the same task left running does not belong to the current step. */
  function markOf(row: ProcessRow): number | undefined {
    const leader = markedFor(row);
    const leading = leader === undefined ? undefined : rows.get(leader);
    return leading !== undefined && leading.start <= row.start ? leader : undefined;
  }

  const owners = ownersOf(rows, (row) => leaderOf(row) ?? escaped.get(row.pid)?.leader ?? markOf(row));
  const members = new Map<number, Map<number, ProcessRow>>();
  for (const [pid, leader] of owners) {
    const row = rows.get(pid);
    if (row === undefined) continue;
    if (!isLedBy(row, leader)) escaped.set(pid, { start: row.start, leader });
    const list = members.get(leader);
    if (list === undefined) members.set(leader, new Map([[pid, row]]));
    else list.set(pid, row);
  }
  return members;
}
