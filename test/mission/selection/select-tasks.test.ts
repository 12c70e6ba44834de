import { expect, test } from 'vitest';
import type { Mission } from '../../../src/mission/model/mission.ts';
import {
  readSelection,
  type Selection,
  selectTasks,
  withoutUnknown,
} from '../../../src/mission/selection/select-tasks.ts';
import { buildMission, test as check, service, task } from '../../build-mission.ts';

const matrix = { node: 22 };
const mission = buildMission({
  tasks: [
    task('a', { services: ['db'] }),
    task('b (22)', { matrix, needs: ['a'] }),
    task('b (24)', { matrix: { node: 24 }, needs: ['a'] }),
    check('t', { needs: 'tasks', supports: 'a', deploy: 'while-running' }),
    check('u', { needs: 'tasks', needsAny: ['a', 'b (22)'], services: ['api'] }),
  ],
  services: [service('db'), service('api')],
});

function select(selection: Partial<Selection>): Mission {
  const selected = selectTasks(mission, { only: [], skip: [], ...selection });
  if (selected.type === 'refused') throw new Error(selected.message);
  return selected.mission;
}

function ids(selection: Partial<Selection>): readonly string[] {
  return select(selection).tasks.map(({ id }) => id);
}

test('an empty selection selects everything', () => {
  expect(select({})).toBe(mission);
});

test('the id of a matrix selects all its combinations, and the id of a combination selects one', () => {
  expect(ids({ only: ['b'] })).toEqual(['b (22)', 'b (24)']);
  expect(ids({ only: ['b (24)'] })).toEqual(['b (24)']);
  expect(ids({ skip: ['b'] })).toEqual(['a', 't', 'u']);
  expect(ids({ only: ['b', 't'], skip: ['b (22)'] })).toEqual(['b (24)', 't']);
});

test('needs on tasks that are left out are removed, and lists stay shared', () => {
  const { tasks } = select({ skip: ['b (22)'] });
  expect(tasks[2]?.needs).toEqual(['a', 'b (24)']);
  expect(tasks[3]?.needs).toBe(tasks[2]?.needs);
});

test('an alternative that is left out counts as complete', () => {
  expect(select({ skip: ['b (22)'] }).tasks.at(-1)?.needsAny).toEqual([]);
  expect(select({ skip: ['t'] }).tasks.at(-1)?.needsAny).toEqual(['a', 'b (22)']);
});

test('a test whose supported task is left out is always deployed, and unused services are removed', () => {
  const { tasks, services } = select({ only: ['t', 'u'] });
  expect(tasks[0]).toMatchObject({ id: 't', deploy: 'always' });
  expect(tasks[0]).not.toHaveProperty('supports');
  expect(services.map(({ id }) => id)).toEqual(['api']);
});

test('unknown ids and an empty result are refused', () => {
  expect(selectTasks(mission, { only: ['c'], skip: [] })).toMatchObject({ type: 'refused' });
  expect(selectTasks(mission, { only: ['b (25)'], skip: [] })).toMatchObject({ type: 'refused' });
  expect(selectTasks(mission, { only: ['a'], skip: ['a'] })).toMatchObject({ type: 'refused' });
});

test('ids that the mission no longer has can be ignored, unless the selection would become empty', () => {
  expect(withoutUnknown(mission, { only: ['b', 'gone'], skip: ['gone', 't'] })).toEqual({ only: ['b'], skip: ['t'] });
  expect(withoutUnknown(mission, { only: ['gone'], skip: [] })).toEqual({ only: ['gone'], skip: [] });
});

test('a text is split by the ids of the mission', () => {
  expect(readSelection(mission, { only: ['b (24), a'], skip: ["'b (22)'"] })).toEqual({
    only: ['b (24)', 'a'],
    skip: ['b (22)'],
  });
});

test.each([
  ['b (25)', 'did you mean b (22)?'],
  ['b (windows, 22)', 'the combinations of b are b (22), b (24)'],
  ['lint', 'the mission has a, b, b (22), b (24), t, u'],
])('the message about the unknown id %s ends with a hint', (id, hint) => {
  expect(selectTasks(mission, { only: [id], skip: [] })).toEqual({
    type: 'refused',
    message: `expected the id of a task or test, found "${id}"; ${hint}`,
  });
});

test('a selection without the task whose workspace is copied is refused, and one with its needs is not', () => {
  const copied = buildMission({
    tasks: [task('build', { workspace: 'own' }), task('x', { needs: ['build'], workspace: { from: 'build' } })],
  });
  expect(selectTasks(copied, { only: ['x'], skip: [] })).toEqual({
    type: 'refused',
    message:
      'expected a selection with build, because x starts from its workspace, found one that leaves it out; select it too, or add --with-needs',
  });
  expect(selectTasks(copied, { only: ['x'], skip: [], withNeeds: true }).type).toBe('selected');
  expect(selectTasks(copied, { only: [], skip: ['x'] }).type).toBe('selected');
});
