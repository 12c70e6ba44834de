import { expect, it } from 'vitest';
import { ContainingLists } from '../../src/base/containing-lists.ts';
import { fc } from '../suite/fast-check.ts';

function answers(containing: ContainingLists, value: number): readonly number[] {
  const found: number[] = [];
  for (let at = containing.first(value); at < containing.end(value); at += 1) found.push(containing.at(at));
  return found;
}

it('finds the lists that contain a number, in their order, once for each time', () => {
  const containing = new ContainingLists([[2, 0], [], [2, 2, 7]], 3);
  expect([0, 1, 2].map((value) => answers(containing, value))).toEqual([[0], [], [0, 2, 2]]);
});

it('finds what a search through all lists finds', () => {
  const count = 6;
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: count + 1 }))), (lists) => {
      const containing = new ContainingLists(lists, count);
      for (let value = 0; value < count; value += 1) {
        const found = lists.flatMap((list, index) => list.filter((each) => each === value).map(() => index));
        expect(answers(containing, value)).toEqual(found);
      }
    }),
  );
});
