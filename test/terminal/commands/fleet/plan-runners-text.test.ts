import { describe, expect, test } from 'vitest';
import { chooseFleet, type FleetChoice } from '../../../../src/fleet/runners/choose.ts';
import type { Mission } from '../../../../src/mission/model/mission.ts';
import { fleetJson, fleetText } from '../../../../src/terminal/commands/fleet/plan-runners-text.ts';
import {
  type RunnersRequest,
  readRunners,
  type UsedOverhead,
  usedOverhead,
} from '../../../../src/terminal/commands/fleet/runners-options.ts';
import { buildMission, MACHINE, MINUTE, task } from '../../../build-mission.ts';
import { legs, producer } from '../../../fleet/plan/missions.ts';

const request: RunnersRequest & UsedOverhead = { runners: 'auto', mostRunners: 20, overhead: 25_000 };

/** The mission of docs/fleet.md. */
const shop = buildMission({
  name: 'Web shop',
  tasks: [
    producer('build', { expect: 3 * MINUTE }),
    task('lint', { expect: 2 * MINUTE }),
    task('unit', { needs: ['build'], expect: 6 * MINUTE, load: 50 }),
    task('api', { needs: ['build'], expect: 5 * MINUTE, load: 50 }),
    ...legs('e2e', ['chrome', 'firefox', 'webkit'], { needs: ['build'], expect: 12 * MINUTE, load: 50 }),
    task('size', { needs: ['build'], expect: 30_000 }),
  ],
});

function choice(mission: Mission, parts: Partial<RunnersRequest & UsedOverhead> = {}): FleetChoice {
  const result = chooseFleet({ mission, machine: { ...MACHINE, cpus: 2 }, assume: 'open', ...request, ...parts });
  if (result.type === 'refused') throw new Error(result.message);
  return result;
}

describe('the plan for several runners', () => {
  test('is the table that docs/fleet.md shows', () => {
    expect(fleetText(choice(shop), shop, request)).toBe(
      [
        'Web shop: 8 tasks and tests, at most 8 parts',
        '',
        '     runners  makespan  billed minutes  gain',
        '           1    27m25s              28',
        '  ▶        3    15m50s              30  42.2 % less',
        '  Not faster than fewer: 2, 4 to 8.',
        '',
        '3 runners: the least makespan plus 25 s for each runner.',
        '',
        '  part  after  start     end  tasks',
        '     1          0 ms   3m25s  build, lint',
        '     2      1  3m25s  15m50s  unit, api, e2e (firefox), size',
        '     3      1  3m25s  15m50s  e2e (chrome), e2e (webkit)',
        '',
        'Plan:',
        '1: build, lint',
        '2: unit, api, e2e (firefox), size',
        '3: e2e (chrome), e2e (webkit)',
        '',
      ].join('\n'),
    );
  });

  test('says how long runners took before their first tasks, if the history knows it', () => {
    const used = { ...request, ...usedOverhead({ runners: 'auto', mostRunners: 20 }, { overhead: 41_000, jobs: 6 }) };
    expect(fleetText(choice(shop, used), shop, used)).toContain(
      'plus 41 s for each runner. Before its first task, a runner took 41 s, the median of 6 jobs in the history.\n',
    );
    expect(usedOverhead(request, { overhead: 41_000, jobs: 6 })).toEqual({ overhead: 25_000 });
  });

  test('says so if one runner is best, and what holds the mission together', () => {
    const mission = buildMission({ name: 'Small', tasks: [task('a'), task('b', { needs: ['a'] })] });
    const text = fleetText(choice(mission), mission, request);
    expect(text).toContain('One runner: the mission has no safe cut.\n');
    expect(text).toContain(
      '  2 tasks must be on one runner, because a does not declare what it leaves for the tasks that need it.\n',
    );
    expect(text).not.toContain('Plan:');
  });

  test('has a column of labels if a part has one', () => {
    const mission = buildMission({ name: 'Two', tasks: [task('a', { runsOn: 'arm' }), task('b')] });
    const text = fleetText(choice(mission), mission, request);
    expect(text).toContain('  part  after  label  start    end  tasks\n');
    expect(text).toContain('The mission needs at least 2 runners.');
    expect(text).toContain('\n1 (arm): a\n2: b\n');
  });

  test('is complete as JSON', () => {
    const json: unknown = JSON.parse(fleetJson(choice(shop), shop, { overhead: 25_000, targetTime: MINUTE }));
    expect(json).toMatchObject({
      ...{ runners: 3, reason: 'balance', overhead: 25_000, targetTime: MINUTE, mostParts: 8, searched: 8, bounds: [] },
      rows: [
        { runners: 1, makespan: 1_645_000, billedMinutes: 28, gain: 0 },
        { runners: 3, gain: 42.2 },
      ],
      parts: [
        { number: 1, tasks: ['build', 'lint'], needs: [], started: 0, ready: 25_000, ended: 205_000 },
        { number: 2, needs: [1] },
        { number: 3, needs: [1] },
      ],
      text: '1: build, lint\n2: unit, api, e2e (firefox), size\n3: e2e (chrome), e2e (webkit)\n',
    });
  });
});

describe('the options', () => {
  test('have defaults', () => {
    const asked = readRunners({ runners: 'auto' });
    expect(asked).toEqual({ runners: 'auto', mostRunners: 20 });
    expect(asked === undefined ? undefined : usedOverhead(asked, undefined)).toEqual({ overhead: 25_000 });
    expect(readRunners({})).toBeUndefined();
  });

  test.each([
    [{ runners: 'many' }, 'expected --runners to be auto or a whole number from 1 to 256, found "many"'],
    [{ runners: '0' }, 'expected --runners to be auto or a whole number from 1 to 256, found "0"'],
    [{ 'target-time': '10m' }, 'expected --runners with --target-time, found none; write --runners auto'],
    [{ runners: '3', 'target-time': '10m' }, 'expected --runners auto with --target-time, found --runners 3'],
    [{ runners: '3', 'max-runners': '9' }, 'expected --runners auto with --max-runners, found --runners 3'],
    [
      { runners: 'auto', 'max-runners': '300' },
      'expected --max-runners to be a whole number from 1 to 256, found "300"',
    ],
    [
      { runners: 'auto', overhead: 'soon' },
      '--overhead: expected a duration, found "soon"; write numbers with units, the largest first: `500ms`, `90s`, `30m`, `1h30m`, `2d`',
    ],
  ])('%j is refused', (values, message) => {
    expect(() => readRunners(values)).toThrow(message);
  });
});
