import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { type Selection, selectTasks } from '../../../src/mission/selection/select-tasks.ts';
import { buildMission, task } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';

/** Tasks `t0` to `t9` that need only earlier ones, and a choice of them to run and to skip. */
const cases = fc.integer({ min: 1, max: 10 }).chain((count) => {
  const some = fc.uniqueArray(fc.nat(count - 1), { maxLength: 4 });
  return fc.record({
    needs: fc.array(some, { minLength: count, maxLength: count }),
    needsAny: fc.array(some, { minLength: count, maxLength: count }),
    only: fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 }),
    skip: some,
  });
});

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

const names = (positions: readonly number[]): readonly string[] => positions.map((position) => `t${position}`);

function missionOf({ needs, needsAny }: Case): Mission {
  const earlier = (lists: readonly number[][], position: number): readonly string[] =>
    names((lists[position] ?? []).filter((need) => need < position));
  return buildMission({
    tasks: needs.map((_, position) =>
      task(`t${position}`, { needs: earlier(needs, position), needsAny: earlier(needsAny, position) }),
    ),
  });
}

/** The ids that are selected; none if the selection is refused because it is empty. */
function selected(mission: Mission, selection: Selection): ReadonlySet<string> {
  const result = selectTasks(mission, selection);
  return new Set(result.type === 'selected' ? result.mission.tasks.map(({ id }) => id) : []);
}

describe('a random selection', () => {
  test('F310 contains everything that its tasks need, apart from what is skipped', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (drawn, withDependents) => {
        const mission = missionOf(drawn);
        const skip = names(drawn.skip);
        const kept = selected(mission, { only: names(drawn.only), skip, withNeeds: true, withDependents });
        for (const { id, needs, needsAny } of mission.tasks) {
          if (!kept.has(id)) continue;
          expect([...needs, ...needsAny].filter((need) => !kept.has(need) && !skip.includes(need))).toEqual([]);
        }
      }),
    );
  });

  test('F310 contains everything that needs its tasks, apart from what is skipped', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const mission = missionOf(drawn);
        const skip = names(drawn.skip);
        const kept = selected(mission, { only: names(drawn.only), skip, withDependents: true });
        const missing = mission.tasks.filter(
          ({ id, needs, needsAny }) =>
            !kept.has(id) && !skip.includes(id) && [...needs, ...needsAny].some((need) => kept.has(need)),
        );
        expect(missing).toEqual([]);
      }),
    );
  });

  test('F310 never contains what is skipped, and always what is chosen', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), fc.boolean(), (drawn, withNeeds, withDependents) => {
        const [only, skip] = [names(drawn.only), names(drawn.skip)];
        const kept = selected(missionOf(drawn), { only, skip, withNeeds, withDependents });
        expect(skip.filter((id) => kept.has(id))).toEqual([]);
        expect(only.filter((id) => !kept.has(id) && !skip.includes(id))).toEqual([]);
      }),
    );
  });
});

test('what only a skipped task needs is not added', () => {
  const mission = buildMission({
    tasks: [task('a'), task('b', { needs: ['a'] }), task('c', { needs: ['b'] })],
  });
  expect([...selected(mission, { only: ['c'], skip: ['b'], withNeeds: true })]).toEqual(['c']);
  expect([...selected(mission, { only: ['a'], skip: ['b'], withDependents: true })]).toEqual(['a']);
});
