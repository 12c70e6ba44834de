/** How a process is related to other processes, as every system lists it. */
export interface RelatedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** True for the leader of a tree, and for what is in the session or the group that it leads. */
export function isLedBy({ pid, group, session }: RelatedProcess, leader: number): boolean {
  return pid === leader || session === leader || group === leader;
}

/**
 * The one answer to the question to which tree a process belongs, for measuring, for stopping and for ports: to the tree
 * that claims it, or else to that of its nearest ancestor that a tree claims.
 *
 * @param claimOf the tree that a process belongs to by itself: its group, its mark, or what was known of it before
 * @param except a process that belongs to no tree, and through which nothing descends: our own
 * @returns the tree by pid; what belongs to no tree is absent
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
    // Also ends a circle of parents, which a list that is not of one moment can show.
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
