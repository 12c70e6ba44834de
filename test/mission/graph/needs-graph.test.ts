import { expect, test } from 'vitest';
import { findCycles, inTopologicalOrder, type NeedsGraph } from '../../../src/mission/graph/needs-graph.ts';
import { fc } from '../../suite/fast-check.ts';

/** Some tasks with needs between any of them. The hub stands for the first half. */
const graphs: fc.Arbitrary<NeedsGraph> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(fc.uniqueArray(fc.nat(count), { maxLength: 3 }), { minLength: count, maxLength: count }).map((lists) => ({
    count,
    needs: [
      ...lists.map((list, node) => list.filter((need) => need !== node)),
      [...lists.keys()].filter((node) => node < count / 2),
    ],
  })),
);

/** Whether `from` can be reached from itself, by exhaustive search. */
function isInCycle({ needs }: NeedsGraph, from: number): boolean {
  const seen = new Set<number>();
  const open = [...(needs[from] ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === from) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(needs[node] ?? []));
  }
  return false;
}

test('every cycle is found, and everything that is found is a cycle', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const cycles = findCycles(graph);
      const circular = [...graph.needs.keys()].filter((node) => isInCycle(graph, node));
      expect(cycles.length > 0).toBe(circular.length > 0);
      for (const cycle of cycles) {
        expect(new Set(cycle).size).toBe(cycle.length);
        for (const [index, node] of cycle.entries()) {
          expect(graph.needs[node]).toContain(cycle[(index + 1) % cycle.length]);
        }
      }
    }),
  );
});

test('the topological order has every node that does not depend on a cycle, after all its needs', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const order = inTopologicalOrder(graph);
      const place = new Map(order.map((node, index) => [node, index]));
      expect(place.size).toBe(order.length);
      for (const node of order) {
        for (const need of graph.needs[node] ?? []) expect(place.get(need)).toBeLessThan(place.get(node) ?? -1);
      }
      expect(order.length === graph.needs.length).toBe(findCycles(graph).length === 0);
    }),
  );
});

test('the order is the same whether nodes share one list of needs or have one each', () => {
  const sharing = fc.tuple(graphs, fc.array(fc.nat(), { minLength: 13, maxLength: 13 }));
  fc.assert(
    fc.property(sharing, ([{ count, needs }, picks]) => {
      const shared = picks.slice(0, needs.length).map((pick) => needs[pick % needs.length] ?? []);
      const order = inTopologicalOrder({ count, needs: shared });
      expect(order).toEqual(inTopologicalOrder({ count, needs: shared.map((list) => [...list]) }));
    }),
  );
});

test('a shortest cycle is shown, even if the search meets a longer one first', () => {
  expect(findCycles({ count: 4, needs: [[1, 3], [2], [0], [0], []] })).toEqual([[0, 3]]);
});
