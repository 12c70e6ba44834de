import { expect, test } from 'vitest';
import { shareRoom } from '../../../src/github/annotations/share-room.ts';
import { fc } from '../../suite/fast-check.ts';

test('takes the first of each list, then the second of each', () => {
  expect(shareRoom([['a1', 'a2', 'a3'], ['b1'], ['c1', 'c2']], 5)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2']);
  expect(shareRoom([['a1', 'a2'], ['b1']], 9)).toEqual(['a1', 'b1', 'a2']);
  expect(shareRoom([['a1'], ['b1'], ['c1']], 2)).toEqual(['a1', 'b1']);
  expect(shareRoom([], 9)).toEqual([]);
});

test('uses all of the room, and no list has two more than another one with items left', () => {
  const lists = fc.array(fc.array(fc.nat(), { maxLength: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(lists, fc.nat({ max: 30 }), (sizes, room) => {
      const items = sizes.map((list, owner) => list.map((_, index) => ({ owner, index })));
      const shared = shareRoom(items, room);
      expect(shared).toHaveLength(Math.min(room, items.flat().length));
      const counts = items.map((_, owner) => shared.filter((item) => item.owner === owner).length);
      const open = counts.filter((count, owner) => count < (items[owner]?.length ?? 0));
      if (open.length > 0) expect(Math.max(...counts) - Math.min(...open)).toBeLessThanOrEqual(1);
    }),
  );
});
