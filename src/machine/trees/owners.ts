/** How a process is related to other processes, as every system lists it. */
export interface RelatedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** True for the leader of a tree, and for each process in the session or group that it leads. */
export function isLedBy({ pid, group, session }: RelatedProcess, leader: number): boolean {
  return pid === leader || session === leader || group === leader;
}

/**
 * Decides to which tree each process belongs, for measuring, for stopping and for ports: to the tree that claims it, or
 * else to the tree of its nearest ancestor that is claimed.
 *
 * @param claimOf the tree that claims a process by its group, by its mark, or because it was a member before
 * @param except a process that belongs to no tree and passes no membership on to its children: the runner
 * @returns the tree of each process by pid; processes that belong to no tree are absent
 */
export function ownersOf<Row extends RelatedProcess, Owner>(
  rows: ReadonlyMap<number, Row>,
  claimOf: (row: Row) => Owner | undefined,
  except?: number,
): ReadonlyMap<number, Owner> {
  const owners = new Map<number, Owner | undefined>();

  function ownerOf(row: Row): Owner | undefined {
    if (row.pid === except) return undefined;
    if (owners.has(row.pid)) return owners.get(row.pid);
    // Also ends a cycle of parents, which a list that was not read in one moment can contain.
    owners.set(row.pid, undefined);
    const parent = rows.get(row.parent);
    const owner = claimOf(row) ?? (parent === undefined ? undefined : ownerOf(parent));
    owners.set(row.pid, owner);
    return owner;
  }

  const found = new Map<number, Owner>();
  for (const row of rows.values()) {
    const owner = ownerOf(row);
    if (owner !== undefined) found.set(row.pid, owner);
  }
  return found;
}
