import { describe, expect, test } from 'vitest';
import { createRestPace, restLength, restLook } from '../../src/machine/rest-length.ts';
import { fc } from '../suite/fast-check.ts';

const GIB = 2 ** 30;

/** Rests, with memory on which nothing depends, unless the test says otherwise. */
const resting = { quiet: 60_000, memory: [{ capacity: 64 * GIB, used: GIB }], critical: 95, cpus: 2 };

describe('at rest', () => {
  test('memory is looked at before all CPUs together can make it critical, in steps, and at least every 5 s', () => {
    const lookOf = (capacity: number, used: number, cpus = 2): number =>
      restLook({ ...resting, memory: [{ capacity: capacity * GIB, used: used * GIB }], cpus });
    expect(lookOf(64, 1)).toBe(5_000);
    expect(lookOf(24, 2)).toBe(2_500);
    expect(lookOf(24, 3)).toBe(1_000);
    expect(lookOf(2, 0)).toBe(0);
    expect(lookOf(16, 1, 1)).toBe(2_500);
    expect(lookOf(16, 1, 4)).toBe(0);
    expect(lookOf(64, 62)).toBe(0);
    expect(lookOf(64, 64)).toBe(0);
  });
  test('a window takes 5 s, however often memory is looked at', () => {
    const lengths = [1, 40, 50, 60].map((used) =>
      restLength({ ...resting, memory: [{ capacity: 64 * GIB, used: used * GIB }] }),
    );
    expect(lengths).toEqual([5_000, 5_000, 5_000, 0]);
  });
  test('a window takes no longer than usual in a small container, or if its memory is not known', () => {
    expect(restLength({ ...resting, memory: [...resting.memory, { capacity: 2 * GIB, used: 0 }] })).toBe(0);
    expect(restLength({ ...resting, memory: [{ capacity: 64 * GIB, used: undefined }] })).toBe(0);
    expect(restLength({ ...resting, memory: [] })).toBe(0);
  });
  test('a window takes no longer than usual within 10 s after something has happened', () => {
    expect([9_999, 10_000].map((quiet) => restLength({ ...resting, quiet }))).toEqual([0, 5_000]);
  });
  test('F585 memory could never become critical before the next look, for any machine', () => {
    const amount = fc.record({
      capacity: fc.integer({ min: 1, max: 2 ** 42 }),
      share: fc.double({ min: 0, max: 1.1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(40_000),
        (amounts, cpus, critical, quiet) => {
          const memory = amounts.map(({ capacity, share }) => ({ capacity, used: Math.floor(share * capacity) }));
          const look = restLook({ memory, critical, cpus });
          expect([0, 1_000, 2_500, 5_000]).toContain(look);
          expect(restLength({ quiet, memory, critical, cpus })).toBe(look === 0 || quiet < 10_000 ? 0 : 5_000);
          if (look === 0) return;
          for (const { capacity, used } of memory)
            expect(used + (look / 1000) * 4 * GIB * cpus).toBeLessThanOrEqual((critical / 100) * capacity);
        },
      ),
    );
  });
});

describe('the pace of rest', () => {
  const memory = { capacity: 64 * GIB, used: GIB };
  const idle = { own: 0.01, constraints: [{ name: 'machine', cpu: { capacity: 2, used: 1.9 }, memory }] };
  type Window = Partial<typeof idle>;

  /** Ends a window of a second with each of these figures. */
  function lengthsOf(...windows: readonly Window[]): readonly number[] {
    const pace = createRestPace({ critical: 95, cpus: 2 });
    return windows.map((window, index) => pace.windowEnded({ ...window, to: 1000 * index }));
  }
  const quiet = (count: number): readonly Window[] => Array.from({ length: count }, () => idle);

  test('begins after 10 s in which no task has worked, whatever other programs do', () => {
    expect(lengthsOf(...quiet(13))).toEqual([...Array(10).fill(0), ...Array(3).fill(5_000)]);
  });
  test('ends with a window in which a task has worked, or in which that is not known', () => {
    const { own: _, ...unknown } = idle;
    for (const restless of [{ ...idle, own: 0.06 }, unknown, {}]) {
      const lengths = lengthsOf(...quiet(12), restless, ...quiet(12));
      expect(lengths.slice(10, 14)).toEqual([5_000, 5_000, 0, 0]);
      expect(lengths.at(-1)).toBe(5_000);
    }
  });
  test('does not begin while memory is not known', () => {
    expect(lengthsOf(...quiet(12), { own: 0 }, idle).slice(-3)).toEqual([5_000, 0, 5_000]);
  });
  test('ends with an event, and begins again 10 s later', () => {
    const pace = createRestPace({ critical: 95, cpus: 2 });
    const ended = (to: number): number => pace.windowEnded({ ...idle, to });
    expect([0, 10_000, 12_000].map(ended)).toEqual([0, 5_000, 5_000]);
    pace.happened(12_500);
    expect([13_500, 22_400, 22_500].map(ended)).toEqual([0, 0, 5_000]);
  });
});
