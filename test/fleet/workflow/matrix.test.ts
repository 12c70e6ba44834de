import { describe, expect, test } from 'vitest';
import { formatPlan, parsePlan } from '../../../src/fleet/plan/plan-text.ts';
import { withoutCuts } from '../../../src/fleet/plan/without-cuts.ts';
import { chooseFleet } from '../../../src/fleet/runners/choose.ts';
import { matrixOf } from '../../../src/fleet/workflow/matrix.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { buildMission, MACHINE, MINUTE, task } from '../../build-mission.ts';
import { buildAndTests, producer } from '../plan/missions.ts';

/** The plan of a job that plans for a matrix. */
function dynamicPlan(mission: Mission, runners: 'auto' | number, skips = false) {
  const conditions = skips ? () => ({ type: 'skip', reason: 'nothing has changed' }) as const : undefined;
  const world = { machine: MACHINE, assume: 'open', overhead: 25_000, mostRunners: 20, conditions } as const;
  const result = chooseFleet({ mission: withoutCuts(mission), runners, ...world });
  if (result.type === 'refused') throw new Error(result.message);
  return result.chosen.plan;
}

const checks = buildMission({
  tasks: ['lint', 'types', 'unit', 'e2e'].map((id) =>
    task(id, { expect: 10 * MINUTE, cpus: 4, load: 100, paths: ['src/**'] }),
  ),
});

describe('a plan for a matrix', () => {
  test('F385 has parts that need nothing of each other, although the mission declares what could be cut', () => {
    const mission = buildMission({
      tasks: [
        producer('build', { expect: MINUTE }),
        task('unit', { needs: ['build'], expect: 20 * MINUTE, load: 100 }),
        task('lint', { expect: 20 * MINUTE, load: 100 }),
      ],
    });
    const plan = dynamicPlan(mission, 2);
    expect(plan.parts.map(({ tasks, needs }) => ({ tasks, needs }))).toEqual([
      { tasks: ['build', 'unit'], needs: [] },
      { tasks: ['lint'], needs: [] },
    ]);
    const parsed = parsePlan(formatPlan(plan, mission), mission);
    expect(parsed).toMatchObject({ type: 'plan', plan: { parts: plan.parts } });
  });

  test('F385 refuses more parts than there are that need nothing of each other', () => {
    expect(() => dynamicPlan(buildAndTests(4), 2)).toThrow('expected at most 1 runner, found 2');
  });

  test('F386 is a matrix that is never empty, not even if every task is skipped', () => {
    const skipped = dynamicPlan(checks, 'auto', true);
    expect(matrixOf(skipped, checks)).toEqual([{ name: 'lint, types, unit, e2e', part: '1/1' }]);
    expect(skipped.parts.flatMap(({ tasks }) => tasks)).toEqual(['lint', 'types', 'unit', 'e2e']);
  });

  test('has the label of a part only if it has one', () => {
    const mission = buildMission({ tasks: [task('lint'), task('arm', { runsOn: 'ubuntu-24.04-arm' })] });
    expect(matrixOf(dynamicPlan(mission, 2), mission)).toEqual([
      { name: 'lint', part: '1/2' },
      { name: 'arm', part: '2/2', 'runs-on': 'ubuntu-24.04-arm' },
    ]);
  });
});
