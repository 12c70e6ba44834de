import { expect, it } from 'vitest';
import { emptyLoad, noteReading } from '../../../src/terminal/panel/live-load.ts';

it('noteReading computes the current usage of each process tree', () => {
  const load = emptyLoad();
  noteReading(load, {
    from: 0,
    to: 1000,
    cpu: 10,
    usage: { a: { cpuSeconds: 1, memory: 100 }, b: { cpuSeconds: 5, memory: 7 } },
  });
  // In the first window it is unknown when these seconds were used.
  expect(load.use.get('a')).toEqual({ memory: 100 });
  noteReading(load, {
    from: 1000,
    to: 3000,
    usage: { a: { cpuSeconds: 4, memory: 50 }, b: { cpuSeconds: 0.5, memory: 8 } },
  });
  expect(load.newest?.to).toBe(3000);
  expect(load.use.get('a')).toEqual({ cpu: 1.5, memory: 50 });
  // A tree with fewer seconds than before is a new one.
  expect(load.use.get('b')).toEqual({ cpu: 0, memory: 8 });
  noteReading(load, { from: 3000, to: 4000 });
  expect(load.use.size).toBe(0);
});
