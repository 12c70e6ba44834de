import { expect, test } from 'vitest';
import { Positions } from '../../../src/mission/graph/positions.ts';
import { fc } from '../../suite/fast-check.ts';

test('ids with the same end, or short ones, have positions of their own', () => {
  const ids = ['a', 'b', 'a1', 'xa1', 'ya1', 'build-001', 'test-001', 'test-002', 'é', '😀1', '😁1'];
  const positions = new Positions(ids.map((id) => ({ id })));
  for (const _ of [1, 2]) for (const [position, id] of ids.entries()) expect(positions.of(id)).toBe(position);
  expect(['', 'c', '-001', 'more-001'].map((id) => positions.of(id))).toEqual([-1, -1, -1, -1]);
  expect(positions.ofAll(['ya1', 'c', 'a'])).toEqual([4, 0]);
});

test('whatever was asked before, an id has the same position', () => {
  const id = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('0', '1', 'a', '-') });
  const questions = fc.array(fc.oneof(id, fc.nat({ max: 30 })), { maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 30 }), questions, (ids, asked) => {
      const positions = new Positions(ids.map((each) => ({ id: each })));
      for (const each of asked) {
        if (typeof each === 'string') expect(positions.of(each)).toBe(ids.indexOf(each));
        else expect(positions.idAt(each)).toBe(ids[each] ?? '');
      }
    }),
    { numRuns: 500 },
  );
});
