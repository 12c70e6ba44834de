import { describe, expect, it } from 'vitest';
import { addDue, emptyDueTimes, nextDue, takeDue } from '../../../src/simulate/machine/due-times.ts';
import { fc } from '../../suite/fast-check.ts';

interface Due {
  readonly at: number;
  readonly id: string;
}

describe('due times', () => {
  it('are empty at first', () => {
    expect(nextDue(emptyDueTimes<Due>())).toBeUndefined();
    expect(takeDue(emptyDueTimes<Due>())).toBeUndefined();
  });

  it('are taken in order of time, and equal times in the order in which they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 200 }), (times) => {
        const due = emptyDueTimes<Due>();
        const entries = times.map((at, index): Due => ({ at, id: `T${index}` }));
        for (const entry of entries) addDue(due, entry);
        const taken = entries.map(() => takeDue(due)?.id);
        expect(taken).toEqual([...entries].sort((a, b) => a.at - b.at).map((entry) => entry.id));
        expect(takeDue(due)).toBeUndefined();
      }),
    );
  });

  it('may be added and taken in any order: the next is always the earliest', () => {
    const add = fc.nat({ max: 50 }).map((at): number | 'take' => at);
    fc.assert(
      fc.property(fc.array(fc.oneof(add, fc.constant('take' as const)), { maxLength: 200 }), (moves) => {
        const due = emptyDueTimes<Due>();
        const model: Due[] = [];
        moves.forEach((move, index) => {
          if (move === 'take') {
            expect(takeDue(due)?.id).toBe(model.shift()?.id);
          } else {
            const entry = { at: move, id: `T${index}` };
            addDue(due, entry);
            const after = model.findIndex((other) => other.at > move);
            model.splice(after === -1 ? model.length : after, 0, entry);
          }
          expect(nextDue(due)?.id).toBe(model[0]?.id);
        });
      }),
    );
  });
});
