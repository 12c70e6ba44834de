import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type FleetPlan, partsBefore } from '../../../src/fleet/plan/fleet-plan.ts';
import { formatPlan, parsePlan, planDigest } from '../../../src/fleet/plan/plan-text.ts';
import { buildMission, task } from '../../build-mission.ts';
import { legs, producer } from './missions.ts';

const mission = buildMission({
  name: 'Shop',
  tasks: [
    producer('build'),
    task('lint'),
    ...legs('unit', ['chrome, 24', 'firefox, 24'], { needs: ['build'] }),
    task('e2e', { needs: ['build'], locks: ['port'] }),
    task('smoke', { needs: ['build'], locks: ['port'] }),
    task('arm', { needs: ['build'], runsOn: 'ubuntu-24.04-arm' }),
  ],
});

const text = [
  '1: build, lint',
  '2: unit (chrome, 24)',
  '3: unit (firefox, 24), e2e, smoke',
  '4 (ubuntu-24.04-arm): arm',
  '',
].join('\n');

function planIn(source: string): FleetPlan {
  const parsed = parsePlan(source, mission);
  if (parsed.type === 'invalid') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.plan;
}

function problemsIn(source: string): readonly object[] {
  const parsed = parsePlan(source, mission);
  return parsed.type === 'invalid' ? parsed.problems : [];
}

describe('the text of a plan', () => {
  test('is read with the needs between its parts', () => {
    expect(planIn(text)).toEqual({
      mission: 'Shop',
      parts: [
        { number: 1, tasks: ['build', 'lint'], needs: [] },
        { number: 2, tasks: ['unit (chrome, 24)'], needs: [1] },
        { number: 3, tasks: ['unit (firefox, 24)', 'e2e', 'smoke'], needs: [1] },
        { number: 4, tasks: ['arm'], needs: [1], label: 'ubuntu-24.04-arm' },
      ],
    });
  });

  test('is what it was read from', () => {
    expect(formatPlan(planIn(text), mission)).toBe(text);
  });

  test('has a matrix as its id if all of it is in one part', () => {
    const plan = planIn('1: build, lint\n2: unit, e2e, smoke\n3 (ubuntu-24.04-arm): arm');
    expect(plan.parts[1]?.tasks).toEqual(['unit (chrome, 24)', 'unit (firefox, 24)', 'e2e', 'smoke']);
    expect(formatPlan(plan, mission)).toContain('2: unit, e2e, smoke\n');
  });

  test('may name a matrix for the combinations that are in no other part', () => {
    const plan = planIn('1: build, lint\n2: unit, e2e, smoke\n3: unit (chrome, 24)\n4 (ubuntu-24.04-arm): arm');
    expect(plan.parts[1]?.tasks).toEqual(['unit (firefox, 24)', 'e2e', 'smoke']);
  });

  test('may continue a part on a line that begins with a blank, and have its lines in any order', () => {
    const plan = planIn('\n2 (ubuntu-24.04-arm): arm\r\n1: build,\n   lint, unit,\n   e2e, smoke\n\n');
    expect(plan.parts.map(({ tasks }) => tasks.length)).toEqual([6, 1]);
  });

  test('may give a label to tasks that run on any runner', () => {
    expect(planIn('1 (ubuntu-24.04-arm): build, lint, unit, e2e, smoke, arm').parts).toHaveLength(1);
  });
});

describe('F380: a plan is refused', () => {
  const rest = 'e2e, smoke\n3 (ubuntu-24.04-arm): arm';
  test.each<[string, string, object]>([
    [
      'with an id that the mission does not have',
      `1: build, lnt\n2: unit, ${rest}`,
      { line: 1, message: 'expected the id of a task or test, found "lnt"', hint: 'did you mean lint?' },
    ],
    [
      'with a task in two parts',
      `1: build, lint\n2: lint, unit, ${rest}`,
      {
        line: 2,
        message: 'expected "lint" in one part, found it in part 1 and in part 2',
        hint: 'remove it from one of the two',
      },
    ],
    [
      'without one of the tasks',
      `1: build\n2: unit, ${rest}`,
      {
        message: 'expected each task and test in a part, found none with lint',
        hint: 'add them to a part, or make the plan again',
      },
    ],
    [
      'with a line that is no part',
      'build, lint',
      {
        line: 1,
        message: 'expected a part such as `1: build, lint`, found "build, lint"',
        hint: 'write the number of the part, a colon, and ids separated by commas',
      },
    ],
    [
      'that is empty',
      ' \n',
      { message: 'expected at least one part, found none', hint: 'write a line such as `1: build, lint`' },
    ],
    [
      'with a part that is numbered twice',
      `1: build\n1: lint, unit, ${rest}`,
      { line: 2, message: 'expected each part once, found part 1 twice', hint: 'join the two lines' },
    ],
    [
      'with a number that is left out',
      `1: build, lint\n4: unit, ${rest}`,
      { line: 2, message: 'expected parts numbered from 1 to 3, found 4', hint: 'number the parts without a gap' },
    ],
    [
      'with a part without tasks',
      `1: build, lint, unit, e2e, smoke\n2:\n3 (ubuntu-24.04-arm): arm`,
      { line: 2, message: 'expected part 2 to have tasks, found none', hint: 'remove the part' },
    ],
    [
      'that separates two holders of a lock',
      '1: build, lint, e2e\n2: unit, smoke\n3 (ubuntu-24.04-arm): arm',
      {
        line: 1,
        message: 'expected e2e and smoke in one part, found them in parts 1 and 2: e2e and smoke hold the lock port',
        hint: 'put both into one part',
      },
    ],
    [
      'with a task on a runner with another label',
      `1: build, lint, arm\n2: unit, e2e, smoke`,
      {
        line: 1,
        message: 'expected part 1 to have the label ubuntu-24.04-arm, which arm needs, found no label',
        hint: 'write `1 (ubuntu-24.04-arm): …`, or move arm to another part',
      },
    ],
    [
      'with a text that is no label',
      `1: build, lint\n2 (self hosted): unit, ${rest}`,
      {
        line: 2,
        message: 'expected the label of a runner, found "self hosted"',
        hint: 'write one label, such as `2 (ubuntu-24.04-arm): …`',
      },
    ],
    [
      'with a misspelled label of a hosted runner',
      `1: build, lint\n2 (ubunto-latest): unit, ${rest}`,
      {
        line: 2,
        message: 'expected the label of a runner, found "ubunto-latest"',
        hint: 'did you mean ubuntu-latest?',
      },
    ],
    [
      'with a part that needs a later one',
      '1: unit, e2e, smoke\n2: build, lint\n3 (ubuntu-24.04-arm): arm',
      {
        line: 1,
        message: 'expected part 1 to need only parts with lower numbers, found that it needs part 2, for example build',
        hint: 'give part 2 a lower number; if it needs part 1 too, move tasks between them',
      },
    ],
  ])('%s', (_, source, problem) => {
    expect(problemsIn(source)).toContainEqual(problem);
  });

  test('that separates a task from what it needs, with what to declare', () => {
    const plain = buildMission({ tasks: [task('build'), task('unit', { needs: ['build'] })] });
    expect(parsePlan('1: build\n2: unit', plain)).toEqual({
      type: 'invalid',
      problems: [
        {
          line: 2,
          message:
            'expected unit and build in one part, found them in parts 2 and 1: unit needs build, which does not declare what it leaves',
          hint: 'add `artifacts:` to build with the files that it leaves for unit, or `artifacts: []` if it leaves none',
        },
      ],
    });
  });
});

describe('the digest of a plan', () => {
  const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');
  const digest = planDigest(planIn(text), mission, sha256);

  test('is 64 hexadecimal digits, and the same for another text of the same plan', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const other = planIn(text.replace('unit (firefox, 24), e2e', 'e2e,\n  unit'));
    expect(planDigest(other, mission, sha256)).toBe(digest);
  });

  test('differs if a task is in another part', () => {
    const other = planIn(text.replace('lint', '').replace('2: ', '2: lint, '));
    expect(planDigest(other, mission, sha256)).not.toBe(digest);
  });

  test('differs if a task does something else', () => {
    const changed = { ...mission, tasks: mission.tasks.map((each) => ({ ...each, steps: [{ run: 'false' }] })) };
    expect(planDigest(planIn(text), changed, sha256)).not.toBe(digest);
  });
});

test('partsBefore has the parts that are needed over several steps', () => {
  const part = (number: number, ...needs: number[]) => ({ number, tasks: [`t${number}`], needs });
  const plan = { mission: 'Chain', parts: [part(1), part(2, 1), part(3), part(4, 2)] };
  expect(partsBefore(plan, 4)).toEqual([1, 2]);
  expect(partsBefore(plan, 3)).toEqual([]);
});
