import { ContainingLists } from '../../base/containing-lists.ts';
import { append } from '../../base/multimap.ts';

/** Which node waits for which. Nodes from `count` on are hubs: each stands for many nodes, such as all tasks, and is not in the file. */
export interface NeedsGraph {
  /** Number of nodes without hubs; also the index of the first hub. */
  readonly count: number;
  /** What each node waits for, hubs last. Only existing nodes, never the node itself. */
  readonly needs: readonly (readonly number[])[];
}

/**
 * A topological order: every node comes after all nodes that it needs. Nodes of a cycle, and nodes that wait for them, are left out.
 * Nodes that share one list count once: 250 combinations that need 750 others take 1,000 steps, not 187,500.
 */
export function inTopologicalOrder({ needs }: NeedsGraph): readonly number[] {
  const members = new Map<readonly number[], number[]>();
  for (let node = 0; node < needs.length; node += 1) append(members, needs[node] ?? [], node);
  const lists = [...members.keys()];
  return orderOfGroups({
    membersOf: [...members.values()],
    open: Int32Array.from(lists, ({ length }) => length),
    waiting: new ContainingLists(lists, needs.length),
  });
}

/** Nodes that wait for the same list are one group. */
export interface Groups {
  /** By group, in ascending order. */
  readonly membersOf: readonly (readonly number[])[];
  /** By group: the length of its list. It is counted down. */
  readonly open: Int32Array;
  /** By node: the groups that wait for it. */
  readonly waiting: ContainingLists;
}

/** The order of `inTopologicalOrder`. */
export function orderOfGroups({ membersOf, open, waiting }: Groups): readonly number[] {
  const order: number[] = [];
  const add = (groups: readonly number[]): void => {
    const start = order.length;
    for (const group of groups) for (const node of membersOf[group] ?? []) order.push(node);
    if (groups.length > 1) sortFrom(order, start);
  };
  add([...open.keys()].filter((group) => open[group] === 0));
  for (const node of order) {
    const over: number[] = [];
    for (let at = waiting.first(node); at < waiting.end(node); at += 1) {
      const group = waiting.at(at);
      const left = (open[group] ?? 0) - 1;
      open[group] = left;
      if (left === 0) over.push(group);
    }
    if (over.length > 0) add(over);
  }
  return order;
}

/** Sorts the end of an array of nodes, most often in order already. */
function sortFrom(order: number[], start: number): void {
  let isSorted = true;
  for (let at = start + 1; isSorted && at < order.length; at += 1) isSorted = (order[at - 1] ?? 0) < (order[at] ?? 0);
  if (isSorted) return;
  const end = order.splice(start).sort((a, b) => a - b);
  for (const node of end) order.push(node);
}

/** A shortest cycle of each strongly connected component: nodes in the order of `needs`, the first one not repeated. */
export function findCycles(graph: NeedsGraph): readonly (readonly number[])[] {
  return stronglyConnectedComponents(graph).map((component) => shortestCycle(graph, component));
}

/** Strongly connected components of more than one node (Tarjan). Iterative, because a chain may be 10,000 nodes long. */
export function stronglyConnectedComponents({ needs }: NeedsGraph): readonly (readonly number[])[] {
  const found: number[][] = [];
  const order = new Int32Array(needs.length).fill(-1);
  const lowest = new Int32Array(needs.length);
  const onStack = new Uint8Array(needs.length);
  const stack: number[] = [];
  /** From the root to the node that is looked at. */
  const path: number[] = [];
  /** By node: how many of its needs were looked at. */
  const edges = new Int32Array(needs.length);
  let next = 0;
  const enter = (node: number): void => {
    order[node] = next;
    lowest[node] = next;
    next += 1;
    stack.push(node);
    onStack[node] = 1;
    path.push(node);
  };
  const lower = (node: number, to: number | undefined): void => {
    lowest[node] = Math.min(lowest[node] ?? 0, to ?? 0);
  };
  for (let root = 0; root < needs.length; root += 1) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = edges[node] ?? 0;
      const need = needs[node]?.[edge];
      edges[node] = edge + 1;
      if (need !== undefined) {
        if (order[need] === -1) enter(need);
        else if (onStack[need] === 1) lower(node, order[need]);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above, lowest[node]);
      if (lowest[node] !== order[node]) continue;
      // Nearly all nodes are in no cycle.
      if (stack.at(-1) === node) {
        stack.pop();
        onStack[node] = 0;
        continue;
      }
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack[member] = 0;
      found.push(component);
    }
  }
  return found;
}

/** Breadth first from the component's first node in the file until that node is reached again. */
function shortestCycle({ needs, count }: NeedsGraph, component: readonly number[]): readonly number[] {
  const members = new Set(component);
  // A hub is not in the file, and the path has to start at something that the user wrote.
  const start = component.reduce((first, node) => Math.min(first, node), count);
  const reachedFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const need of needs[node] ?? []) {
      if (need === start) return pathTo(node, start, reachedFrom);
      if (!members.has(need) || reachedFrom.has(need)) continue;
      reachedFrom.set(need, node);
      queue.push(need);
    }
  }
  return component;
}

function pathTo(end: number, start: number, reachedFrom: ReadonlyMap<number, number>): readonly number[] {
  const path = [end];
  for (let node = end; node !== start; ) {
    node = reachedFrom.get(node) ?? start;
    path.push(node);
  }
  return path.reverse();
}
