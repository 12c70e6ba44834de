import { expect, it } from 'vitest';
import { positionsOf } from '../../../src/mission/graph/positions.ts';
import { WaitingQueue } from '../../../src/schedule/state/waiting-queue.ts';
import { fc } from '../../suite/fast-check.ts';

const COUNT = 5_000;

/** A queue for tasks with the ids `t0`, `t1`, …, whose ranks are their numbers. */
function queueOf(size: number): WaitingQueue {
  const tasks = Array.from({ length: size }, (_, rank) => ({ id: `t${size - 1 - rank}` }));
  return new WaitingQueue(
    positionsOf(tasks),
    Int32Array.from(tasks, (_, rank) => size - 1 - rank),
  );
}

it('is in launch order, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), (moves) => {
      const queue = queueOf(COUNT);
      const waiting = new Set<number>();
      for (const rank of moves) {
        if (waiting.delete(rank)) queue.dequeue(rank, undefined);
        else {
          waiting.add(rank);
          queue.enqueue(rank);
        }
        const expected = [...waiting].sort((one, other) => one - other).map((each) => `t${each}`);
        expect(queue.ids).toEqual(expected);
        expect(queue.length).toBe(waiting.size);
        expect(queue.idAt(queue.length)).toBeUndefined();
      }
    }),
  );
});

it('grows, and gives the first task again and again', () => {
  const queue = queueOf(COUNT);
  for (let rank = 0; rank < COUNT; rank += 1) queue.enqueue(rank);
  for (let rank = 0; rank < COUNT - 10; rank += 1) {
    expect(queue.idAt(0)).toBe(`t${rank}`);
    queue.dequeue(rank, undefined);
  }
  expect(queue.ids).toEqual(Array.from({ length: 10 }, (_, index) => `t${COUNT - 10 + index}`));
  queue.enqueue(0);
  expect(queue.idAt(0)).toBe('t0');
  expect(queue.indexOf(COUNT - 5)).toBe(6);
});
