import { describe, expect, test } from 'vitest';
import { jobNames } from '../../../src/fleet/workflow/job-names.ts';
import { buildMission, task } from '../../build-mission.ts';
import { legs } from '../plan/missions.ts';

function namesOf(
  parts: readonly (readonly string[])[],
  reserved: readonly string[] = [],
): readonly (readonly string[])[] {
  const plain = [...new Set(parts.flat())].filter((id) => !id.includes('('));
  const mission = buildMission({ tasks: [...plain.map((id) => task(id)), ...legs('unit', ['a', 'b', 'c'])] });
  const plan = { mission: 'm', parts: parts.map((tasks, index) => ({ number: index + 1, tasks, needs: [] })) };
  return [...jobNames(plan, mission, reserved).values()].map(({ id, shown }) => [id, shown]);
}

describe('names of jobs', () => {
  test('are the ids of what a part runs', () => {
    expect(namesOf([['build'], ['lint', 'docs'], ['a', 'b', 'c']])).toEqual([
      ['build', 'build'],
      ['lint-and-docs', 'lint, docs'],
      ['a-and-2-more', 'a, b, c'],
    ]);
  });

  test('number the parts of a matrix, and show its combinations only if they are in several parts', () => {
    expect(namesOf([['unit (a)'], ['unit (b)', 'unit (c)']])).toEqual([
      ['unit-1', 'unit (a)'],
      ['unit-2', 'unit (b), unit (c)'],
    ]);
    expect(namesOf([['unit (a)', 'unit (b)', 'unit (c)']])).toEqual([['unit', 'unit']]);
  });

  test('are valid ids of jobs, also for ids that begin with a digit or have other characters', () => {
    expect(namesOf([['L3.2.4'], ['7:e2e'], ['_']])).toEqual([
      ['L3-2-4', 'L3.2.4'],
      ['part-7-e2e', '7:e2e'],
      ['_', '_'],
    ]);
  });

  test('differ from the other jobs of the file, and from each other without regard to case', () => {
    expect(namesOf([['verdict'], ['Plan'], ['deploy'], ['Build'], ['build']], ['deploy'])).toEqual([
      ['verdict-1', 'verdict'],
      ['Plan-1', 'Plan'],
      ['deploy-1', 'deploy'],
      ['Build-1', 'Build'],
      ['build-2', 'build'],
    ]);
  });

  test('show as many ids as there is room for', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `task-${index}`);
    expect(namesOf([ids])).toEqual([
      ['task-0-and-29-more', 'task-0, task-1, task-2, task-3, task-4, task-5, task-6 and 23 more'],
    ]);
  });
});
