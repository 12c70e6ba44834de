import { describe, expect, test } from 'vitest';
import { readSelection, selectTasks } from '../../../src/mission/selection/select-tasks.ts';
import { buildMission, test as check, task } from '../../build-mission.ts';

const mission = buildMission({
  tasks: [
    task('build (linux, 22)', { matrix: { os: 'linux', node: 22 } }),
    task('build (macos, 22)', { matrix: { os: 'macos', node: 22 } }),
    check('unit-api', { tags: ['fast'] }),
    check('unit-site', { tags: ['fast', 'site'] }),
    check('browser', { tags: ['e2e', 'slow'] }),
    check('load', { tags: ['slow'] }),
  ],
});

function ids(only: string, skip = ''): readonly string[] {
  const selection = readSelection(mission, { only: [only], skip: [skip] });
  const selected = selectTasks(mission, selection);
  return selected.type === 'selected' ? selected.mission.tasks.map(({ id }) => id) : [selected.message];
}

describe('a pattern', () => {
  test.each([
    ['#slow', ['browser', 'load']],
    ["'#fast', '#e2e'", ['unit-api', 'unit-site', 'browser']],
    ['#s*', ['unit-site', 'browser', 'load']],
    ['unit*', ['unit-api', 'unit-site']],
    ['*-site, load', ['unit-site', 'load']],
    ['build (linux, *)', ['build (linux, 22)']],
    ['"build (*, 22)" load', ['build (linux, 22)', 'build (macos, 22)', 'load']],
    ['b*', ['build (linux, 22)', 'build (macos, 22)', 'browser']],
  ])('%s selects %j', (pattern, expected) => {
    expect(ids(pattern)).toEqual(expected);
  });

  test('of `skip` wins', () => {
    expect(ids('#slow', '#e2e')).toEqual(['load']);
    expect(ids('', 'b* #fast')).toEqual(['load']);
  });

  test('does not match tags without `#`, nor ids with it', () => {
    expect(ids('#unit*')[0]).toContain('expected the tag');
    expect(ids('slow')[0]).toContain('expected the id');
  });

  test.each([
    ['#e3e', 'expected the tag of a task or test, found "#e3e"; did you mean #e2e?'],
    ['#nothing-like-it', 'the mission has the tags #fast, #site, #e2e, #slow'],
    ['unti*', 'expected a pattern that matches a task or test, found "unti*"; did you mean unit*?'],
    ['build (windows, *)', 'found "build (windows, *)"; the mission has build, build (linux, 22)'],
  ])('F311 %s, which means nothing is refused with a hint', (pattern, message) => {
    expect(ids(pattern)[0]).toContain(message);
    expect(ids('', pattern)[0]).toContain(message);
  });

  test('F311 a tag, which means nothing is refused also in a mission without tags', () => {
    const plain = buildMission({ tasks: [task('a')] });
    expect(selectTasks(plain, { only: ['#a'], skip: [] })).toEqual({
      type: 'refused',
      message: 'expected the tag of a task or test, found "#a"; no task or test of the mission has `tags`',
    });
  });
});

test('the number of tasks that are left out is counted', () => {
  expect(selectTasks(mission, { only: ['#slow'], skip: [] })).toMatchObject({ leftOut: 4 });
  expect(selectTasks(mission, { only: [], skip: [] })).toMatchObject({ leftOut: 0 });
  expect(selectTasks(mission, { only: ['*'], skip: [] })).toMatchObject({ leftOut: 0 });
});
