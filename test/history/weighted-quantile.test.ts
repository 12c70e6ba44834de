import { describe, expect, it } from 'vitest';
import { type Weighted, weightedQuantile } from '../../src/history/weighted-quantile.ts';
import { fc } from '../suite/fast-check.ts';

const anyWeighted = fc.record<Weighted>({
  value: fc.double({ min: 0, max: 1e12, noNaN: true }),
  weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
});
const anyList = fc.array(anyWeighted, { minLength: 1, maxLength: 30 });
const anyShare = fc.double({ min: 0.01, max: 1, noNaN: true });

const of = (values: readonly Weighted[], share = 0.9): number => weightedQuantile(values, share) ?? Number.NaN;

describe('a weighted quantile', () => {
  it('is the lowest value with enough weight at or below it', () => {
    const values = [3, 1, 2, 4, 5, 6, 7, 8, 9, 10].map((value) => ({ value, weight: 1 }));
    expect(of(values, 0.9)).toBe(9);
    expect(of(values, 0.91)).toBe(10);
    expect(of(values, 0.5)).toBe(5);
    expect(of(values, 1)).toBe(10);
  });

  it('counts a value as much as its weight says', () => {
    const values = [
      { value: 1, weight: 8 },
      { value: 50, weight: 1 },
      { value: 100, weight: 1 },
    ];
    expect(of(values, 0.8)).toBe(1);
    expect(of(values, 0.81)).toBe(50);
    expect(of(values, 0.95)).toBe(100);
  });

  it('is unknown without values', () => {
    expect(weightedQuantile([], 0.9)).toBeUndefined();
  });

  it('is always one of the values', () => {
    fc.assert(
      fc.property(anyList, anyShare, (values, share) => {
        expect(values.map(({ value }) => value)).toContain(of(values, share));
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(anyList, (values) => {
        expect(of(values.toReversed())).toBe(of(values));
      }),
    );
  });

  it('never falls if a value or the share rises', () => {
    fc.assert(
      fc.property(anyList, fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true }), (values, at, more) => {
        const raised = values.map((one, index) =>
          index === at % values.length ? { ...one, value: one.value + more } : one,
        );
        expect(of(raised)).toBeGreaterThanOrEqual(of(values));
        expect(of(values, 0.95)).toBeGreaterThanOrEqual(of(values, 0.9));
      }),
    );
  });
});
