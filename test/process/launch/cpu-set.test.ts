import { describe, expect, test } from 'vitest';
import { chooseCpus, cpuMask } from '../../../src/process/launch/cpu-set.ts';
import { fc } from '../../suite/fast-check.ts';

describe('F200 the CPUs of a budget', () => {
  test.each<[readonly number[], readonly (readonly number[])[], number, readonly number[]]>([
    [[0, 1, 2, 3], [], 2, [0, 1]],
    [[0, 1, 2, 3], [[0, 1]], 2, [2, 3]],
    [[0, 1, 2, 3], [[0, 1], [2]], 2, [0, 3]],
    [[0, 1], [[0], [0, 1]], 1, [1]],
    [[5, 9], [], 1, [5]],
    [[0, 1], [], 8, [0, 1]],
  ])('of %j, with %j held, for %d are %j', (allowed, held, count, chosen) => {
    expect(chooseCpus(allowed, held, count)).toEqual(chosen);
  });

  test('are allowed, are as many as wanted, and no other choice overlaps less with what runs', () => {
    const cpu = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(
        fc.uniqueArray(cpu, { minLength: 1 }),
        fc.array(fc.uniqueArray(cpu), { maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        (allowed, held, count) => {
          const chosen = chooseCpus(allowed, held, count);
          const holdersOf = (one: number) => held.filter((cpus) => cpus.includes(one)).length;
          expect(new Set(chosen).size).toBe(Math.min(count, allowed.length));
          expect(chosen.filter((one) => !allowed.includes(one))).toEqual([]);
          const left = allowed.filter((one) => !chosen.includes(one)).map(holdersOf);
          expect(Math.max(...chosen.map(holdersOf))).toBeLessThanOrEqual(Math.min(...left, Number.POSITIVE_INFINITY));
          expect(chooseCpus([...allowed].reverse(), held, count)).toEqual(chosen);
        },
      ),
    );
  });

  test.each([
    [[0], '1'],
    [[0, 1, 4], '13'],
    [[63, 64], '18000000000000000'],
  ])('%j are the mask %s', (cpus, mask) => {
    expect(cpuMask(cpus)).toBe(mask);
  });
});
