import { describe, expect, test } from 'vitest';
import { chooseFleet, type FleetChoice, type FleetRequest } from '../../../src/fleet/runners/choose.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { buildMission, MACHINE, MINUTE, task } from '../../build-mission.ts';
import { buildAndTests, producer } from '../plan/missions.ts';

const OVERHEAD = 25_000;

function requestFor(mission: Mission, parts: Partial<FleetRequest> = {}): FleetRequest {
  const all = {
    mission,
    machine: MACHINE,
    assume: 'open',
    runners: 'auto',
    mostRunners: 20,
    overhead: OVERHEAD,
  } as const;
  return { ...all, ...parts };
}

function choice(mission: Mission, parts: Partial<FleetRequest> = {}): FleetChoice {
  const result = chooseFleet(requestFor(mission, parts));
  if (result.type === 'refused') throw new Error(result.message);
  return result;
}

function refusal(mission: Mission, parts: Partial<FleetRequest> = {}): string {
  const result = chooseFleet(requestFor(mission, parts));
  return result.type === 'refused' ? result.message : '';
}

/** One runner runs one task at a time. */
function oneAtATime(mission: Mission): Mission {
  return { ...mission, admission: { ...mission.admission, workers: { caution: 1, limit: 1 } } };
}

describe('the table', () => {
  test('has the makespan, the billed minutes and the gain of each number of runners that is faster', () => {
    const { rows } = choice(oneAtATime(buildAndTests(4)));
    expect(
      rows.map(({ runners, times, gain }) => [runners, times.makespan, times.billedMinutes, Math.round(gain)]),
    ).toEqual([
      // 2 + 4 × 10 minutes and one start.
      [1, 42 * MINUTE + OVERHEAD, 43, 0],
      // The build on a runner of its own, then two tests on each of two runners.
      [3, 22 * MINUTE + 2 * OVERHEAD, 3 + 21 + 21, 46],
      [5, 12 * MINUTE + 2 * OVERHEAD, 3 + 4 * 11, 70],
    ]);
  });

  test('ends when no number of runners can be faster', () => {
    const { rows, chosen } = choice(oneAtATime(buildMission({ tasks: [task('a'), task('b'), task('c')] })));
    expect(rows.map(({ runners }) => runners)).toEqual([1, 2, 3]);
    expect(chosen.times.makespan).toBe(MINUTE + OVERHEAD);
  });

  test('is the same each time', () => {
    expect(choice(buildAndTests(9))).toEqual(choice(buildAndTests(9)));
  });
});

describe('the choice', () => {
  test('is one runner if the tasks fit on it at once', () => {
    const { chosen, reason } = choice(buildAndTests(3));
    expect([chosen.runners, reason]).toEqual([1, 'balance']);
  });

  test('is one runner if others save less than they take to start', () => {
    const mission = oneAtATime(buildMission({ tasks: ['a', 'b', 'c'].map((id) => task(id, { expect: 10_000 })) }));
    const { chosen, rows } = choice(mission);
    expect([chosen.runners, rows.length]).toEqual([1, 3]);
  });

  test('has the least makespan plus overhead for each runner', () => {
    const { chosen, rows } = choice(oneAtATime(buildAndTests(8, 1)));
    const costs = rows.map(({ runners, times }) => times.makespan + runners * OVERHEAD);
    expect(chosen.times.makespan + chosen.runners * OVERHEAD).toBe(Math.min(...costs));
    expect(chosen.runners).toBeGreaterThan(1);
  });

  test('has the fewest runners that reach a target', () => {
    const mission = oneAtATime(buildAndTests(4));
    const { chosen, reason } = choice(mission, { targetTime: 25 * MINUTE });
    expect([chosen.runners, reason]).toEqual([3, 'target']);
    const missed = choice(mission, { targetTime: MINUTE });
    expect([missed.chosen.runners, missed.reason]).toEqual([5, 'missed']);
  });

  test('is the number that was asked for, also if fewer are as fast', () => {
    const { chosen, reason, rows } = choice(buildAndTests(3), { runners: 2 });
    expect([chosen.runners, chosen.plan.parts.length, reason]).toEqual([2, 2, 'given']);
    expect(rows.map(({ runners }) => runners)).toEqual([1, 2]);
  });

  test('keeps labels apart, and needs a runner for each', () => {
    const mission = buildMission({
      tasks: [producer('build'), task('arm', { needs: ['build'], runsOn: 'arm' }), task('unit', { needs: ['build'] })],
    });
    expect(choice(mission).rows[0]?.plan.parts.map(({ label, tasks }) => [label, tasks])).toEqual([
      [undefined, ['build', 'unit']],
      ['arm', ['arm']],
    ]);
  });

  test('counts tasks that a condition skips as nothing', () => {
    const mission = oneAtATime(buildMission({ tasks: [task('a', { if: 'false' }), task('b')] }));
    const { rows } = choice(mission, {
      conditions: (_, { id }) => (id === 'a' ? { type: 'skip', reason: 'not today' } : { type: 'run' }),
    });
    expect(rows.map(({ runners, times }) => [runners, times.makespan])).toEqual([[1, MINUTE + OVERHEAD]]);
  });
});

describe('F382: a choice is refused', () => {
  test('with more runners than parts, and says what holds the mission together and what to declare', () => {
    const mission = buildMission({
      tasks: [task('build'), task('unit', { needs: ['build'] }), task('e2e', { needs: ['build'] })],
    });
    expect(refusal(mission, { runners: 3 })).toBe(
      [
        'expected at most 1 runner, found 3: it has no safe cut',
        '  3 tasks must be on one runner, because build does not declare what it leaves for the tasks that need it',
        '  With `artifacts:` in build (`artifacts: []` for a task that leaves no file), the mission could be cut into 3 parts instead of 1',
      ].join('\n'),
    );
  });

  test('if tasks with two labels must be on one runner', () => {
    const tasks = [task('a', { runsOn: 'arm', locks: ['port'] }), task('b', { runsOn: 'gpu', locks: ['port'] })];
    expect(refusal(buildMission({ tasks }))).toBe(
      'expected tasks that must be on one runner to have one `runs-on`, found arm and gpu: a and b hold the lock port',
    );
  });

  test('with fewer runners than labels', () => {
    const tasks = [task('a', { runsOn: 'arm' }), task('b', { runsOn: 'gpu' })];
    expect(refusal(buildMission({ tasks }), { runners: 1 })).toBe(
      'expected enough runners for the labels of the tasks, found 1: a runner has one label, and the mission needs arm, gpu',
    );
  });
});
