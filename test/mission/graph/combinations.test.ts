import { expect, test } from 'vitest';
import type { Task } from '../../../src/mission/model/mission.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';

const VALUES = ['a', 'b', 'c'];

/** Missions of matrices over the same values, with random needs: by values, by `*`, by a fixed combination, or of the whole. */
const missions = fc.integer({ min: 1, max: 5 }).chain((count) => {
  const form = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(`(\${{ matrix.v }})`, '(*)', '(a)', '') },
    { weight: 1, arbitrary: fc.constantFrom(`(\${{ matrix.next }})`, '(z)') },
  );
  // Mostly of a task before it, so that many missions are valid.
  const need = fc.record({ target: fc.nat(99), isEarlier: fc.integer({ min: 0, max: 9 }).map((n) => n > 0), form });
  const entry = fc.record({
    values: fc.oneof(
      { weight: 4, arbitrary: fc.constant(VALUES) },
      { weight: 1, arbitrary: fc.subarray(VALUES, { minLength: 1 }) },
    ),
    needs: fc.array(need, { maxLength: 2 }),
    needsAny: fc.array(need, { maxLength: 2 }),
  });
  return fc.array(entry, { minLength: count, maxLength: count }).map((entries) => {
    const tasks = entries.map(({ values, needs, needsAny }, position) => {
      const include = values.map((v, index) => ({ v, next: VALUES[index + 1] ?? 'a' }));
      const named = (list: typeof needs): readonly string[] =>
        list.flatMap(({ target, isEarlier, form: shown }) => {
          const choice = isEarlier ? position : count;
          return choice === 0 ? [] : [`t${target % choice} ${shown}`.trim()];
        });
      const task = { run: 'x', matrix: { v: values, include }, needs: named(needs), 'needs-any': named(needsAny) };
      return [`t${position}`, task] as const;
    });
    return JSON.stringify({ name: 'X', tasks: Object.fromEntries(tasks) });
  });
});

/** True if every task can end, one after the other. */
function canEnd(tasks: readonly Task[]): boolean {
  const ended = new Set<string>();
  for (let before = -1; before < ended.size; ) {
    before = ended.size;
    for (const { id, needs, needsAny } of tasks) {
      if (needs.every((need) => ended.has(need)) && needsAny.every((need) => ended.has(need))) ended.add(id);
    }
  }
  return ended.size === tasks.length;
}

test('F313 random matrices with needs between combinations become a mission without a cycle, or an error', () => {
  let valid = 0;
  let refused = 0;
  fc.assert(
    fc.property(missions, (text) => {
      const { mission, diagnostics } = readMission(text, 'm.yml');
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(mission === undefined).toBe(errors.length > 0);
      if (mission === undefined) refused += 1;
      else {
        valid += 1;
        const ids = new Set(mission.tasks.map(({ id }) => id));
        for (const { id, needs, needsAny } of mission.tasks) {
          expect([...needs, ...needsAny].filter((need) => !ids.has(need) || need === id)).toEqual([]);
        }
        expect(canEnd(mission.tasks)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  // About half of them are valid.
  expect({ valid: valid > 10, refused: refused > 10 }).toEqual({ valid: true, refused: true });
});
