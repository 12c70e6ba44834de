import { expect, it } from 'vitest';
import type { ProcessSystem } from '../../../src/process/trees/process-system.ts';
import { createSnapshots } from '../../../src/process/trees/snapshot.ts';

const gone = (): never => {
  throw new Error('not to be called');
};

/** A machine on which listing and reading a mark take so many milliseconds. */
function machine(listing: number, mark: number) {
  const clock = { now: 1000, lists: 0, marks: 0 };
  const system: ProcessSystem = {
    list: () => {
      clock.now += listing;
      clock.lists += 1;
      return Array.from({ length: 100 }, (_, pid) => ({ pid, parent: 0, group: pid, session: pid }));
    },
    markOf: () => {
      clock.now += mark;
      clock.marks += 1;
      return undefined;
    },
    commandOf: gone,
    groupExists: gone,
    signalGroup: gone,
    signalOne: gone,
  };
  return { clock, snapshot: createSnapshots(system, () => clock.now) };
}

it('is shared for a moment only', () => {
  const { clock, snapshot } = machine(1, 0);
  const first = snapshot(0);
  clock.now += 20;
  expect(snapshot(0)).toBe(first);
  clock.now += 10;
  expect(snapshot(0)).not.toBe(first);
});

it('is taken again for a caller that needs a later one', () => {
  const { clock, snapshot } = machine(1, 0);
  const first = snapshot(0);
  expect(snapshot(clock.now)).not.toBe(first);
});

it.each([
  [60, 0],
  [10, 1],
  [300, 5],
])('serves hundreds that are stopped at once, where it takes %i ms and %i for each mark', (listing, mark) => {
  const { clock, snapshot } = machine(listing, mark);
  const began = clock.now;
  for (let tree = 0; tree < 200; tree += 1) {
    const { rows, markOf } = snapshot(0);
    for (const { pid } of rows) markOf(pid);
    // What a tree itself takes.
    clock.now += 1;
  }
  expect(clock.lists).toBeLessThanOrEqual(3);
  expect(clock.now - began).toBeLessThan(3000);
});

it('is used for at most half a second after it was read', () => {
  const { clock, snapshot } = machine(400, 0);
  const first = snapshot(0);
  clock.now += 450;
  expect(snapshot(0)).toBe(first);
  clock.now += 100;
  expect(snapshot(0)).not.toBe(first);
});
