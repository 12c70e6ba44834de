import { expect, it } from 'vitest';
import { inTopologicalOrder } from '../../../src/mission/graph/needs-graph.ts';
import { taskGraphOf } from '../../../src/mission/graph/task-graph.ts';
import { fc } from '../../suite/fast-check.ts';

it('groups tasks by what they need, whether they share a list or have copies of it', () => {
  const shared = ['a', 'b'];
  const tasks = [
    { id: 'a', needs: [] },
    { id: 'b', needs: [] },
    { id: 'c', needs: shared },
    { id: 'd', needs: shared },
    { id: 'e', needs: ['a', 'b'] },
    { id: 'f', needs: ['b'] },
  ];
  const graph = taskGraphOf(tasks);
  expect(graph.groups).toEqual([
    { ids: ['a', 'b'], needs: [0, 1], members: [2, 3, 4] },
    { ids: ['b'], needs: [1], members: [5] },
  ]);
  expect([...graph.groupOf]).toEqual([-1, -1, 0, 0, 0, 1]);
  expect(taskGraphOf(tasks)).toBe(graph);
});

it('keeps tasks apart that need different ones, also if the hashes of their lists are the same', () => {
  const free = Array.from({ length: 32 }, (_, index) => ({ id: `t${index}`, needs: [] as string[] }));
  const { groups } = taskGraphOf([...free, { id: 'a', needs: ['t0', 't31'] }, { id: 'b', needs: ['t1', 't0'] }]);
  expect(groups).toEqual([
    { ids: ['t0', 't31'], needs: [0, 31], members: [32] },
    { ids: ['t1', 't0'], needs: [1, 0], members: [33] },
  ]);
});

it('finds the positions of needs in their order, wherever the tasks are in the list', () => {
  const tasks = ['a', 'b', 'c', 'd'].map((id) => ({ id, needs: id === 'a' ? ['c', 'd', 'x', 'b', 'a', 'b'] : [] }));
  expect(taskGraphOf(tasks).groups[0]?.needs).toEqual([2, 3, 1, 0, 1]);
});

it('does not take unknown needs for the same ones', () => {
  const { groups } = taskGraphOf([
    { id: 'a', needs: ['x'] },
    { id: 'b', needs: ['y'] },
  ]);
  expect(groups).toEqual([
    { ids: ['x'], needs: [], members: [0] },
    { ids: ['y'], needs: [], members: [1] },
  ]);
});

it('F560 does not take an unknown need for the position of another task', () => {
  const { groups } = taskGraphOf([
    { id: 'a', needs: ['1'] },
    { id: 'b', needs: [] },
    { id: 'c', needs: ['b'] },
  ]);
  expect(groups).toEqual([
    { ids: ['1'], needs: [], members: [0] },
    { ids: ['b'], needs: [1], members: [2] },
  ]);
});

it('has the topological order of the graph of single tasks', () => {
  const needs = fc.array(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(needs, (lists) => {
      // Only needs of earlier tasks, and none of the task itself: no cycle.
      const earlier = lists.map((list, position) => list.filter((need) => need < position));
      const tasks = earlier.map((list, position) => ({ id: `t${position}`, needs: list.map((need) => `t${need}`) }));
      expect(taskGraphOf(tasks).order).toEqual(inTopologicalOrder({ count: tasks.length, needs: earlier }));
    }),
  );
});
