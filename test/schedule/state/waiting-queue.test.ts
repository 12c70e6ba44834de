import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { WaitingQueue } from '../../../src/schedule/state/waiting-queue.ts';

it('is in launch order, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), (moves) => {
      const queue = new WaitingQueue();
      const waiting = new Set<number>();
      for (const rank of moves) {
        if (waiting.delete(rank)) queue.dequeue(`t${rank}`, rank, undefined);
        else {
          waiting.add(rank);
          queue.enqueue(`t${rank}`, rank);
        }
        const expected = [...waiting].sort((one, other) => one - other).map((each) => `t${each}`);
        expect(queue.ids).toEqual(expected);
        expect(queue.length).toBe(waiting.size);
        expect(queue.idAt(queue.length)).toBeUndefined();
      }
    }),
  );
});

it('drops removed entries of a long queue, and keeps the rest', () => {
  const queue = new WaitingQueue();
  const count = 5_000;
  for (let rank = 0; rank < count; rank += 1) queue.enqueue(`t${rank}`, rank);
  for (let rank = 0; rank < count - 10; rank += 1) {
    expect(queue.idAt(0)).toBe(`t${rank}`);
    queue.dequeue(`t${rank}`, rank, undefined);
  }
  expect(queue.ids).toEqual(Array.from({ length: 10 }, (_, index) => `t${count - 10 + index}`));
  expect(queue.entries.length).toBeLessThan(count / 2);
  expect(queue.indexOf(count - 5)).toBe(5);
});
