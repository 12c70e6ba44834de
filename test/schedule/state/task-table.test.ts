import { expect, it } from 'vitest';
import { Positions, positionsOf } from '../../../src/mission/graph/positions.ts';
import { TaskTable } from '../../../src/schedule/state/task-table.ts';

const TASKS = [{ id: 'a' }, { id: 'constructor' }, { id: 'b' }];

it('finds the position of each id, and no other', () => {
  const positions = new Positions(TASKS);
  expect(['b', 'b', 'a', 'constructor', 'x', 'x', 'b', ''].map((id) => positions.of(id))).toEqual([
    2, 2, 0, 1, -1, -1, 2, -1,
  ]);
  expect(positions.ofAll(['b', 'x', 'a'])).toEqual([2, 0]);
});

it('makes the positions of a list once', () => {
  expect(positionsOf(TASKS)).toBe(positionsOf(TASKS));
  expect(positionsOf([...TASKS])).not.toBe(positionsOf(TASKS));
});

it('keeps one value for each task, in the order of the mission', () => {
  const table = new TaskTable(positionsOf(TASKS), [1, 2, 3]);
  table.set('b', 30);
  expect([...table]).toEqual([
    ['a', 1],
    ['constructor', 2],
    ['b', 30],
  ]);
  expect(table.get('b')).toBe(30);
  expect(table.get('x')).toBeUndefined();
  expect(table.has('x')).toBe(false);
  expect(() => table.set('x', 1)).toThrow('no task x in the mission');
});
