import { describe, expect, it } from 'vitest';
import { newestGroups } from '../../../src/report/sections/newest-groups.ts';
import { fc } from '../../suite/fast-check.ts';

function equal(one: number, other: number): boolean {
  return one === other;
}

describe('newestGroups', () => {
  it('finds where the newest groups begin, and counts all', () => {
    const items = [1, 1, 2, 1, 1, 3];
    expect(newestGroups(items, equal, 2)).toEqual({ from: 3, count: 4 });
    expect(newestGroups(items, equal, 9)).toEqual({ from: 0, count: 4 });
    expect(newestGroups(items, equal, 0)).toEqual({ from: 6, count: 4 });
    expect(newestGroups([], equal, 2)).toEqual({ from: 0, count: 0 });
  });

  it('never begins within a group', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2)), fc.nat(5), (items, most) => {
        const starts = items.flatMap((item, index) => (index > 0 && item === items[index - 1] ? [] : [index]));
        const from = starts[Math.max(0, starts.length - most)] ?? items.length;
        expect(newestGroups(items, equal, most)).toEqual({ from, count: starts.length });
      }),
    );
  });
});
