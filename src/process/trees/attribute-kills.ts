/**
 * What the kernel's counter says about a tree that was killed. `possible`: the kernel killed a process for memory at that moment, and it cannot be
 * told from the counter whether it was one of this tree or of another one that was killed as well.
 */
export type MemoryKill = 'none' | 'proven' | 'possible';

/** A kill for memory that the kernel has counted. */
export interface SeenKill {
  /** 1 for the first one that was counted after the watch began. */
  readonly number: number;
  /** When the counter was read before, monotonic milliseconds: the kill came after that. */
  readonly after: number;
  /** When it was first seen, monotonic milliseconds. */
  readonly seen: number;
}

/** A tree that was killed, by whatever. */
export interface KilledTree {
  /** How many kills had been counted when it started, and when it had ended. */
  readonly before: number;
  readonly last: number;
  /** When it started, monotonic milliseconds. */
  readonly start: number;
  /** The largest resident size in bytes; undefined if it is not known. */
  readonly peak: number | undefined;
}

/** How many times larger the victim of the kernel is than trees that something else has killed: one has often its peak behind it. */
const CLEARLY = 2;

/** Says which of the trees that ended at about the same time were killed for memory, and which kills they have claimed. */
export function attributeKills<Tree extends KilledTree>(
  trees: readonly Tree[],
  kills: readonly SeenKill[],
): { readonly kinds: ReadonlyMap<Tree, MemoryKill>; readonly claimed: ReadonlySet<SeenKill> } {
  const chosen: Tree[] = [];
  // The largest first. With the ones before, each has a kill of its own: so as many as possible have one.
  for (const tree of trees.toSorted((one, other) => (other.peak ?? 0) - (one.peak ?? 0)))
    if (match([...chosen, tree], kills) !== undefined) chosen.push(tree);
  const kinds = new Map<Tree, MemoryKill>(trees.map((tree) => [tree, 'none']));
  for (const tree of chosen) kinds.set(tree, 'proven');
  for (const other of trees.filter((tree) => !chosen.includes(tree))) {
    for (const tree of chosen) {
      const isKnown = kinds.get(tree) === 'possible' && kinds.get(other) === 'possible';
      if (isKnown || isClear(tree, other, kills)) continue;
      // Last, because it takes long if hundreds were killed.
      if (match([...chosen.filter((each) => each !== tree), other], kills) === undefined) continue;
      kinds.set(tree, 'possible');
      kinds.set(other, 'possible');
    }
  }
  return { kinds, claimed: match(chosen, kills) ?? new Set() };
}

/** The kills that these trees claim, one each; undefined if there are not enough for all of them. */
function match(trees: readonly KilledTree[], kills: readonly SeenKill[]): ReadonlySet<SeenKill> | undefined {
  const waiting = new Set(trees);
  const claimed = new Set<SeenKill>();
  for (const kill of kills) {
    // The one that ended first has the fewest kills to choose from.
    const [first] = [...waiting].filter((tree) => isEligible(tree, kill)).sort((one, other) => one.last - other.last);
    if (first === undefined) continue;
    waiting.delete(first);
    claimed.add(kill);
  }
  return waiting.size === 0 ? claimed : undefined;
}

function isEligible({ before, last }: KilledTree, { number }: SeenKill): boolean {
  return number > before && number <= last;
}

/** Whether the kernel must have killed `tree` rather than `other`. */
function isClear(tree: KilledTree, other: KilledTree, kills: readonly SeenKill[]): boolean {
  if (tree.peak === undefined || other.peak === undefined || tree.peak < CLEARLY * other.peak) return false;
  // The counter is not read at each start: the kill may have come in the milliseconds before it.
  return kills.some((kill) => isEligible(tree, kill) && kill.after >= tree.start);
}
