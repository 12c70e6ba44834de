import { describe, expect, it } from 'vitest';
import { between, moved, percentOf, wholeRun, zoomed } from '../../src/page/parts/view-range.ts';
import { fc } from '../suite/fast-check.ts';

describe('a view', () => {
  it('zooms around a moment, which keeps its position', () => {
    expect(zoomed({ from: 0, to: 1000 }, 0.5, 250, 1000)).toEqual({ from: 125, to: 625 });
    expect(percentOf({ from: 0, to: 1000 }, 250)).toBe(percentOf({ from: 125, to: 625 }, 250));
    expect(zoomed({ from: 125, to: 625 }, 100, 400, 1000)).toEqual(wholeRun(1000));
  });

  it('moves within the run only', () => {
    expect(moved({ from: 100, to: 300 }, 0.5, 1000)).toEqual({ from: 200, to: 400 });
    expect(moved({ from: 100, to: 300 }, -5, 1000)).toEqual({ from: 0, to: 200 });
    expect(moved({ from: 100, to: 300 }, 50, 1000)).toEqual({ from: 800, to: 1000 });
  });

  it('is the stretch between two moments, in either order', () => {
    expect(between(700, 300, 1000)).toEqual({ from: 300, to: 700 });
    expect(between(500, 501, 1000)).toEqual({ from: 490.5, to: 510.5 });
    expect(between(0, 0, 0)).toEqual({ from: 0, to: 1 });
  });

  it('never leaves the run and is never empty, after any changes', () => {
    const step = fc.record({
      factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
      share: fc.double({ min: -3, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), fc.array(step, { maxLength: 20 }), (duration, steps) => {
        let view = wholeRun(duration);
        for (const { factor, share } of steps) {
          view = moved(zoomed(view, factor, view.from + (view.to - view.from) / 3, duration), share, duration);
          expect(view.from).toBeGreaterThanOrEqual(0);
          expect(view.to).toBeLessThanOrEqual(Math.max(1, duration) + 1e-6);
          expect(view.to - view.from).toBeGreaterThan(0.9);
        }
      }),
    );
  });
});
