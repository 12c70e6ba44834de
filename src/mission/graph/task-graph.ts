import { ContainingLists } from '../../base/containing-lists.ts';
import { append } from '../../base/multimap.ts';
import { onceFor } from '../../base/once-for.ts';
import { type Groups, orderOfGroups } from './needs-graph.ts';
import { type Positions, positionsOf } from './positions.ts';

/** What the needs of tasks depend on. */
interface WithNeeds {
  readonly id: string;
  readonly needs: readonly string[];
}

/** Which task waits for which, by position. Made once for each list of tasks: the plan of a run and every schedule of its tasks start from it. */
export interface TaskGraph {
  readonly positions: Positions;
  /** Tasks with the same needs are one group, so that 1,000 tests of 10,000 tasks need one counter. */
  readonly groups: readonly TaskGroup[];
  /** By position: the index of its group; -1 if it needs nothing. */
  readonly groupOf: Int32Array;
  /** By position: the groups that wait for it. */
  readonly waiting: ContainingLists;
  /** Each task after all that it needs. Tasks of a cycle, and tasks that wait for them, are left out. */
  readonly order: readonly number[];
}

interface TaskGroup {
  readonly ids: readonly string[];
  /** The positions of these ids, without those that are not in the list. */
  readonly needs: readonly number[];
  readonly members: readonly number[];
}

/** The graph of these tasks. The list must not change afterwards. */
export const taskGraphOf = onceFor((tasks: readonly WithNeeds[]): TaskGraph => {
  const positions = positionsOf(tasks);
  const grouping = groupsOf(tasks, positions);
  const { groups } = grouping;
  const waiting = new ContainingLists(
    groups.map(({ needs }) => needs),
    tasks.length,
  );
  return { positions, ...grouping, waiting, order: orderOf(grouping, waiting) };
});

/**
 * By position: how long the longest chain takes that begins with the task, from its start to the end of the last task that depends on it.
 *
 * @param timeAt how long the task at a position takes
 */
export function remainingChains(graph: TaskGraph, timeAt: (position: number) => number): Float64Array {
  const { positions, order, groupOf, groups, waiting } = graph;
  const chains = new Float64Array(positions.ids.length);
  /** By group: the longest chain of its members. */
  const longest = new Float64Array(groups.length);
  // In reverse, the groups that wait for a task are final before it.
  for (let index = order.length - 1; index >= 0; index -= 1) {
    const position = order[index] ?? 0;
    let after = 0;
    for (let at = waiting.first(position); at < waiting.end(position); at += 1) {
      after = Math.max(after, longest[waiting.at(at)] ?? 0);
    }
    const chain = after + timeAt(position);
    chains[position] = chain;
    const group = groupOf[position] ?? -1;
    if (group >= 0 && chain > (longest[group] ?? 0)) longest[group] = chain;
  }
  return chains;
}

type Grouping = Pick<TaskGraph, 'groups' | 'groupOf'>;

/**
 * The reader of the file makes one list for all tests that need `tasks`, so most groups are found by identity. A mission from a journal contains
 * copies and must give the same groups, so lists are compared by content too.
 */
function groupsOf(tasks: readonly WithNeeds[], positions: Positions): Grouping {
  const groups: { readonly ids: readonly string[]; readonly needs: readonly number[]; readonly members: number[] }[] =
    [];
  const byList = new Map<readonly string[], number>();
  const byHash = new Map<number, number[]>();
  const groupOf = new Int32Array(tasks.length).fill(-1);
  for (let position = 0; position < tasks.length; position += 1) {
    const ids = tasks[position]?.needs ?? [];
    if (ids.length === 0) continue;
    let index = byList.get(ids);
    if (index === undefined) {
      const needs = positions.ofAll(ids);
      // Few lists have the same hash, so hardly any two are compared, and no text is made of 750 ids.
      const hash = needs.reduce((sum, need) => (Math.imul(sum, 31) + need) | 0, ids.length);
      const alike = byHash.get(hash)?.find((group) => isSame(ids, groups[group]?.ids ?? []));
      index = alike ?? groups.length;
      if (alike === undefined) {
        groups.push({ ids, needs, members: [] });
        append(byHash, hash, index);
      }
      byList.set(ids, index);
    }
    groups[index]?.members.push(position);
    groupOf[position] = index;
  }
  return { groups, groupOf };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

function orderOf({ groups, groupOf }: Grouping, waiting: ContainingLists): readonly number[] {
  const free: number[] = [];
  for (let position = 0; position < groupOf.length; position += 1) if (groupOf[position] === -1) free.push(position);
  const all: Groups = {
    membersOf: [...groups.map(({ members }) => members), free],
    open: Int32Array.from([...groups.map(({ needs }) => needs.length), 0]),
    waiting,
  };
  return orderOfGroups(all);
}
