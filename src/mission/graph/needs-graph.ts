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
  for (const [node, list] of needs.entries()) append(members, list, node);
  const waits = [...members].map(([list, nodes]): Wait => ({ open: list.length, nodes }));
  const waitsFor: Wait[][] = needs.map(() => []);
  for (const [position, list] of [...members.keys()].entries()) {
    const wait = waits[position];
    if (wait !== undefined) for (const need of list) waitsFor[need]?.push(wait);
  }
  const order = nodesOf(waits.filter(({ open }) => open === 0));
  for (const node of order) {
    const over = (waitsFor[node] ?? []).filter((wait) => {
      wait.open -= 1;
      return wait.open === 0;
    });
    for (const next of nodesOf(over)) order.push(next);
  }
  return order;
}

/** Nodes that wait for the same list, of which `open` are not in the order yet. */
interface Wait {
  open: number;
  readonly nodes: readonly number[];
}

/** Sorted by index, across all lists. */
function nodesOf(waits: readonly Wait[]): number[] {
  const nodes = waits.flatMap((wait) => wait.nodes);
  return waits.length > 1 ? nodes.sort((a, b) => a - b) : nodes;
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
  let next = 0;
  const enter = (node: number, path: { node: number; edge: number }[]): void => {
    order[node] = next;
    lowest[node] = next;
    next += 1;
    stack.push(node);
    onStack[node] = 1;
    path.push({ node, edge: 0 });
  };
  const lower = (node: number, to: number | undefined): void => {
    lowest[node] = Math.min(lowest[node] ?? 0, to ?? 0);
  };
  for (const root of needs.keys()) {
    if (order[root] !== -1) continue;
    const path: { node: number; edge: number }[] = [];
    enter(root, path);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const need = needs[node]?.[top.edge];
      top.edge += 1;
      if (need !== undefined) {
        if (order[need] === -1) enter(need, path);
        else if (onStack[need] === 1) lower(node, order[need]);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.node, lowest[node]);
      if (lowest[node] !== order[node]) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack[member] = 0;
      if (component.length > 1) found.push(component);
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
