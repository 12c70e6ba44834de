import { expect, test } from 'vitest';
import { createFleetSimulator, type FleetWorld } from '../../../src/fleet/runners/simulate-fleet.ts';
import { buildMission, MACHINE, MINUTE, task } from '../../build-mission.ts';
import { producer } from '../plan/missions.ts';

const mission = buildMission({
  tasks: [
    producer('build', { expect: 2 * MINUTE }),
    task('unit', { needs: ['build'], expect: 3 * MINUTE, if: 'success()' }),
    task('lint', { expect: 2.5 * MINUTE }),
  ],
});
const world: FleetWorld = { mission, machine: MACHINE, assume: 'open', overhead: 30_000 };
const plan = {
  mission: mission.name,
  parts: [
    { number: 1, tasks: ['build'], needs: [] },
    { number: 2, tasks: ['unit'], needs: [1] },
    { number: 3, tasks: ['lint'], needs: [] },
  ],
};

test('a part starts when the parts that it needs have ended, and its tasks start after the overhead', () => {
  expect(createFleetSimulator({ ...world, conditions: () => ({ type: 'run' }) }).simulate(plan)).toEqual({
    parts: [
      { number: 1, started: 0, ready: 30_000, ended: 2.5 * MINUTE },
      { number: 2, started: 2.5 * MINUTE, ready: 3 * MINUTE, ended: 6 * MINUTE },
      { number: 3, started: 0, ready: 30_000, ended: 3 * MINUTE },
    ],
    makespan: 6 * MINUTE,
    billedMinutes: 3 + 4 + 3,
  });
});

test('a condition that reads a task of another part decides as in the whole mission', () => {
  const conditions: FleetWorld['conditions'] = (state, { id }) =>
    id === 'unit' && state.tasks.get('build')?.phase === 'ended'
      ? { type: 'skip', reason: 'the build changed nothing' }
      : { type: 'run' };
  const simulator = createFleetSimulator({ ...world, conditions });
  expect([...simulator.idle]).toEqual(['unit']);
  expect(simulator.simulate(plan).parts[1]).toEqual({ number: 2, started: 150_000, ready: 180_000, ended: 180_000 });
});

test('a task of which nothing is known takes the usual time of the whole mission in each part', () => {
  const tasks = [task('a', { expect: 4 * MINUTE }), task('b')];
  const simulator = createFleetSimulator({ ...world, mission: buildMission({ tasks }) });
  const apart = {
    mission: 'Test mission',
    parts: [1, 2].map((number) => ({ number, tasks: [number === 1 ? 'a' : 'b'], needs: [] })),
  };
  expect(simulator.simulate(apart).parts.map(({ ended }) => ended)).toEqual([4.5 * MINUTE, 4.5 * MINUTE]);
});
