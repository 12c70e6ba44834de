import { expect, it } from 'vitest';
import { Positions } from '../../src/mission/graph/positions.ts';
import { PlanEvents } from '../../src/simulate/plan-events.ts';

it('a predicted timeline keeps more events than most tasks have, with the reason of each', () => {
  const events = new PlanEvents(new Positions([{ id: 'a' }, { id: 'b' }]));
  const added = Array.from({ length: 20 }, (_, index) => ({
    at: index / 4,
    id: index % 2 === 0 ? 'a' : 'b',
    position: index % 2,
    what: (['started', 'deferred', 'not-needed', 'ended'] as const)[index % 4] ?? 'ended',
    ...(index % 3 === 0 ? {} : { reason: `reason ${index >> 2}` }),
  }));
  for (const { at, id, what, reason } of added) events.add(at, id, what, reason);
  expect([...events]).toEqual(added);
  expect(events.timeAt(20)).toBeNaN();
});
