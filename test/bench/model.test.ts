import { describe, expect, test } from 'vitest';
import { allCases } from '../../bench/model/case.ts';
import { errorFigures, errorOf, type Outcome } from '../../bench/model/errors.ts';
import { modelTables } from '../../bench/model/tables.ts';
import { allVariants, type VariantId } from '../../bench/model/variant.ts';
import { readMission } from '../../src/mission/read.ts';

function rewritten(text: string, id: VariantId): ReturnType<typeof readMission> {
  const variant = allVariants.find((one) => one.id === id);
  if (variant === undefined) throw new Error(`expected a variant ${id}`);
  return readMission(variant.rewrite(text), 'mission.yml');
}

describe('the missions whose times are predicted', () => {
  test('are at least six, three of them public projects', () => {
    expect(allCases.length).toBeGreaterThanOrEqual(6);
    expect(allCases.filter(({ id }) => ['fastify', 'x-crypto', 'django'].includes(id))).toHaveLength(3);
  });

  test.each(allCases)('$id is valid, in every variant too', ({ text }) => {
    expect(readMission(text, 'mission.yml').diagnostics).toEqual([]);
    for (const { id } of allVariants) {
      const { mission, diagnostics } = rewritten(text, id);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(mission?.tasks.length).toBeGreaterThan(7);
    }
  });

  test.each(allCases)('$id runs all tests after all tasks if it is staged, one after the other', ({ text }) => {
    const { mission } = rewritten(text, 'staged');
    const tasks = (mission?.tasks ?? []).filter(({ kind }) => kind === 'task').map(({ id }) => id);
    const tests = (mission?.tasks ?? []).filter(({ kind }) => kind === 'test');
    expect(tests.length).toBeGreaterThan(0);
    for (const { needs, locks } of tests) {
      expect(needs).toEqual(expect.arrayContaining(tasks));
      expect(locks).toEqual(['one-by-one']);
    }
    expect(rewritten(text, 'fork-join').mission?.tasks.flatMap(({ locks }) => locks)).toEqual([]);
  });

  test('the number of workers is changed, and the caution never above it', () => {
    const { mission } = rewritten('name: A\ntasks: { a: "true" }\n', 'workers-3');
    expect(mission?.admission.workers).toEqual({ caution: 3, limit: 3 });
    const many = rewritten('name: A\ntasks: { a: "true" }\n', 'workers-12').mission;
    expect(many?.admission.workers).toEqual({ caution: 4, limit: 12 });
  });
});

describe('errors', () => {
  const outcome = (predicted: number, measured: number, floor = 0): Outcome => {
    return { caseId: 'burners', variant: 'serial', predicted, measured, floor };
  };

  test('are in percent of the measured time, positive for a prediction that was too long', () => {
    expect(errorOf(outcome(110, 100))).toBeCloseTo(10);
    expect(errorOf(outcome(90, 100))).toBeCloseTo(-10);
  });

  test('are summed up without their sign', () => {
    const figures = errorFigures([outcome(110, 100), outcome(70, 100), outcome(100, 100, 120)]);
    expect(figures.median).toBeCloseTo(10);
    expect(figures.worst).toBeCloseTo(30);
    expect(figures).toMatchObject({ belowFloor: 1, count: 3 });
  });

  test('are shown for each mission and each kind of estimate', () => {
    const text = modelTables(allCases, [outcome(11_000, 10_000), { ...outcome(9_500, 10_000), variant: 'staged' }]);
    expect(text).toContain('| Serial | 11.0 / 10.0 s (+10 %) |');
    expect(text).toContain('| Staged | 1 | 5.0 % | 5.0 % | 0 |');
    expect(text).toContain('| **All** | 2 | 7.5 % | 10.0 % | 0 |');
    expect(text).not.toContain('One CPU');
  });
});
