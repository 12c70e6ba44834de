import { expect, test } from 'vitest';
import { shareOut } from '../../../src/machine/trees/share-out.ts';
import { fc } from '../../suite/fast-check.ts';

const FULL = 0.1;

test('a single tree gets the whole time', () => {
  expect(shareOut(70, [{ seen: 20, unseen: 0, rate: 0 }], FULL)).toEqual([70]);
});
test('unsampled trees share the rest in proportion to their elapsed time', () => {
  const fresh = (unseen: number) => ({ seen: 0, unseen, rate: undefined });
  expect(shareOut(80, [fresh(99), fresh(299)], FULL)).toEqual([20, 60]);
});
test('a tree that slept until its last sample gets almost nothing of the time that another burned', () => {
  const [asleep = 0, awake = 0] = shareOut(
    100,
    [
      { seen: 2, unseen: 900, rate: 0 },
      { seen: 8, unseen: 900, rate: FULL },
    ],
    FULL,
  );
  expect(asleep).toBeLessThan(5);
  expect(awake).toBeGreaterThan(95);
});
test('if samples exceed the waited-for time, it is divided in proportion to them', () => {
  const ended = [
    { seen: 60, unseen: 10, rate: FULL },
    { seen: 20, unseen: 10, rate: FULL },
  ];
  expect(shareOut(40, ended, FULL)).toEqual([30, 10]);
});
test('the shares add up to the total, and none is negative', () => {
  const one = fc.record({
    seen: fc.nat(1000),
    unseen: fc.nat(60_000),
    rate: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(one, { minLength: 1, maxLength: 20 }), (total, ended) => {
      const shares = shareOut(total, ended, FULL);
      expect(shares.every((share) => share >= 0)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 5);
    }),
  );
});
