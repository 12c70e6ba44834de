import { expect, it } from 'vitest';
import { tickText, timeTicks } from '../../src/page/parts/time-ticks.ts';
import { fc } from '../suite/fast-check.ts';

it('ticks are round, at even distances, within the view, and not too many', () => {
  expect(timeTicks({ from: 0, to: 22_000 }, 6)).toEqual({ distance: 5000, at: [0, 5000, 10_000, 15_000, 20_000] });
  expect(timeTicks({ from: 1234, to: 1290 }, 5)).toEqual({ distance: 20, at: [1240, 1260, 1280] });
  expect(timeTicks({ from: 0, to: 290 * 60_000 }, 8).distance).toBe(60 * 60_000);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.double({ min: 20, max: 1e10, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (from, span, most) => {
        const { at } = timeTicks({ from, to: from + span }, most);
        expect(at.length).toBeLessThanOrEqual(most + 1);
        for (const tick of at) {
          expect(tick).toBeGreaterThanOrEqual(from);
          expect(tick).toBeLessThanOrEqual(from + span);
        }
      },
    ),
  );
});

it('a tick has enough digits to differ from its neighbours', () => {
  expect(tickText(5000, 5000, 22_000)).toBe('0:05');
  expect(tickText(5200, 200, 22_000)).toBe('0:05.2');
  expect(tickText(5250, 50, 22_000)).toBe('0:05.250');
  expect(tickText(3_600_000, 3_600_000, 17_400_000)).toBe('1:00:00');
});
