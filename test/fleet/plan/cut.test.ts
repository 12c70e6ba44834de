// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of missions
import { describe, expect, test } from 'vitest';
import { safeCuts } from '../../../src/fleet/plan/cut.ts';
import { bondText } from '../../../src/fleet/plan/explain-cut.ts';
import { buildMission, service, type TaskDraft, task } from '../../build-mission.ts';
import { legs, producer } from './missions.ts';

function groupsOf(tasks: readonly TaskDraft[]): readonly (readonly string[])[] {
  return safeCuts(buildMission({ tasks, services: [service('db')] })).groups.map((group) => group.tasks);
}

function reasons(tasks: readonly TaskDraft[]): readonly string[] {
  const { groups } = safeCuts(buildMission({ tasks, services: [service('db')] }));
  return groups.flatMap(({ bonds }) => bonds.map(bondText));
}

describe('tasks may be on different runners', () => {
  test('if nothing connects them', () => {
    expect(groupsOf([task('lint'), task('unit')])).toEqual([['lint'], ['unit']]);
  });

  test('if the task that is needed declares what it leaves', () => {
    expect(groupsOf([producer('build'), task('unit', { needs: ['build'] })])).toEqual([['build'], ['unit']]);
  });

  test('if the task that is needed declares that it leaves nothing', () => {
    expect(groupsOf([task('lint', { artifacts: [] }), task('unit', { needs: ['lint'] })])).toEqual([
      ['lint'],
      ['unit'],
    ]);
  });

  test('if one reads the outputs of the other, which it needs', () => {
    const reader = task('unit', { needs: ['build'], env: { SHA: '${{ tasks.build.outputs.sha }}' } });
    expect(groupsOf([producer('build'), reader])).toHaveLength(2);
  });

  test('if one supports the other and runs in any case', () => {
    expect(groupsOf([task('build'), task('lint', { supports: 'build' })])).toHaveLength(2);
  });

  test('if both use a service and do not wait for each other: each runner starts its own', () => {
    expect(groupsOf([task('api', { services: ['db'] }), task('web', { services: ['db'] })])).toHaveLength(2);
  });
});

describe('tasks are on one runner', () => {
  test.each<[string, readonly TaskDraft[], string]>([
    [
      'if one needs the other, which declares nothing',
      [task('build'), task('unit', { needs: ['build'] })],
      'unit needs build, which does not declare what it leaves',
    ],
    [
      'if one waits for the first of several',
      [producer('build'), task('unit', { needsAny: ['build'] })],
      'unit starts when the first of its `needs-any` has ended, such as build',
    ],
    [
      'if one runs only as long as the other does',
      [task('build'), task('watch', { supports: 'build', deploy: 'while-running' })],
      'watch runs only as long as build does',
    ],
    [
      'if one starts from the workspace of the other',
      [producer('build', { workspace: 'own' }), task('unit', { needs: ['build'], workspace: { from: 'build' } })],
      'unit starts from the workspace of build',
    ],
    [
      'if they hold one lock',
      [task('a', { locks: ['port'] }), task('b', { locks: ['port'] })],
      'a and b hold the lock port',
    ],
    [
      'if they take places of one pool',
      [task('a', { pools: { gpu: 1 } }), task('b', { pools: { gpu: 1 } })],
      'a and b take places of the pool gpu',
    ],
    [
      'if both use a service, and one needs the other',
      [
        task('migrate', { services: ['db'], artifacts: [] }),
        producer('build', { needs: ['migrate'] }),
        task('api', { needs: ['build'], services: ['db'] }),
      ],
      'api needs migrate, and both use the service db',
    ],
    [
      'if one reads the status of the other, which may still run',
      [task('build'), task('watch', { if: "running('build')" })],
      'watch reads the status of build, which may still run',
    ],
  ])('%s', (_, tasks, reason) => {
    expect(reasons(tasks)).toContain(reason);
  });

  test('if their runners would have to wait for each other', () => {
    const tasks = [
      producer('a'),
      producer('b', { needs: ['a'], locks: ['x'] }),
      producer('c', { locks: ['x'] }),
      task('d', { needs: ['c'], locks: ['y'] }),
      task('e', { needs: ['b'], locks: ['y'] }),
      producer('f', { needs: ['d'] }),
      task('g', { needs: ['f'], locks: ['x'] }),
    ];
    expect(groupsOf(tasks)).toEqual([['a'], ['b', 'c', 'd', 'e', 'f', 'g']]);
  });
});

test('a need that many tasks share binds all of them', () => {
  const builds = [task('a', { artifacts: [] }), task('b'), task('c', { artifacts: [] })];
  const needs = ['a', 'b', 'c'];
  const tests = ['x', 'y'].map((id) => task(id, { needs }));
  expect(groupsOf([...builds, ...tests])).toEqual([['a'], ['b', 'x', 'y'], ['c']]);
});

test('each combination of a matrix is a group of its own', () => {
  const tasks = [producer('build'), ...legs('unit', ['a', 'b'], { needs: ['build'] })];
  expect(groupsOf(tasks)).toEqual([['build'], ['unit (a)'], ['unit (b)']]);
});

test('a name that is computed means everything that the task needs', () => {
  const reader = task('publish', { needs: ['pack'], env: { SHA: '${{ tasks[mission.name].outputs.sha }}' } });
  const { waits } = safeCuts(
    buildMission({ tasks: [producer('build'), producer('pack', { needs: ['build'] }), reader] }),
  );
  expect(waits).toContainEqual({ needs: [0, 1], members: [2] });
});

test('a group has the labels of its tasks', () => {
  const tasks = [task('a', { runsOn: 'arm', locks: ['x'] }), task('b', { runsOn: 'gpu', locks: ['x'] }), task('c')];
  expect(safeCuts(buildMission({ tasks })).groups.map(({ labels }) => labels)).toEqual([['arm', 'gpu'], []]);
});
