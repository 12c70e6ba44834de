import { expect, test } from 'vitest';
import { type EndElsewhere, liveMission, ownMission, tasksElsewhere } from '../../../src/fleet/part/part-mission.ts';
import type { FleetPlan } from '../../../src/fleet/plan/fleet-plan.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import { endElsewhere } from '../../../src/schedule/state/end-elsewhere.ts';
import { transition } from '../../../src/schedule/transition.ts';
import { buildMission, MACHINE, task } from '../../build-mission.ts';

const leaves = { artifacts: [] };

function planOf(...parts: readonly (readonly string[])[]): FleetPlan {
  return { mission: 'M', parts: parts.map((tasks, index) => ({ number: index + 1, tasks, needs: [] })) };
}

function ownOf(mission: Mission, plan: FleetPlan, number: number): Mission {
  const own = ownMission(mission, plan, number);
  if (own.type === 'refused') throw new Error(own.message);
  return own.mission;
}

const succeeded = (): EndElsewhere => ({ status: 'succeeded' });

test('the mission of a part has its tasks alone, without needs in other parts', () => {
  const mission = buildMission({
    tasks: [task('a', leaves), task('b', { needs: ['a'], ...leaves }), task('c', { needs: ['a', 'b'] })],
  });
  const own = ownOf(mission, planOf(['a'], ['b', 'c']), 2);
  expect(own.tasks.map(({ id, needs }) => [id, needs])).toEqual([
    ['b', []],
    ['c', ['b']],
  ]);
});

test('tasks elsewhere are those that the part needs or reads directly, with what needs them', () => {
  const mission = buildMission({
    tasks: [
      task('far', leaves),
      task('near', { needs: ['far'], ...leaves }),
      task('read', leaves),
      task('unrelated', leaves),
      task('own', { needs: ['near'], env: { X: `\${{ tasks.read.outputs.x }}` } }),
    ],
  });
  const plan = planOf(['far', 'near', 'read', 'unrelated'], ['own']);
  const ends = (id: string): EndElsewhere =>
    id === 'read' ? { status: 'succeeded', outputs: { x: '1' } } : { status: 'succeeded' };
  expect(tasksElsewhere(mission, plan, 2, ends)).toEqual([
    { id: 'near', kind: 'task', part: 1, status: 'succeeded', neededBy: ['own'] },
    { id: 'read', kind: 'task', part: 1, status: 'succeeded', outputs: { x: '1' }, neededBy: [] },
  ]);
});

test('with a skipped need comes what was before it, because a skip after a failure counts as a failure', () => {
  const mission = buildMission({
    tasks: [task('a', leaves), task('b', { needs: ['a'], ...leaves }), task('own', { needs: ['b'], skippedOk: ['b'] })],
  });
  const plan = planOf(['a', 'b'], ['own']);
  const ended =
    (first: EndElsewhere['status']) =>
    (id: string): EndElsewhere => ({ status: id === 'a' ? first : 'skipped' });
  for (const [first, expected] of [
    ['failed', 'skipped'],
    ['succeeded', 'admitted'],
  ] as const) {
    const elsewhere = tasksElsewhere(mission, plan, 2, ended(first));
    expect(elsewhere.map(({ id }) => id)).toEqual(['a', 'b']);
    const events = started(liveMission(mission, ownOf(mission, plan, 2), elsewhere), elsewhere);
    expect(events.some((event) => (event.type === 'ended' ? event.status : event.type) === expected)).toBe(true);
  }
});

test('F394 a task whose part has no end for it counts as cancelled, and the part is named', () => {
  const mission = buildMission({ tasks: [task('a', leaves), task('own', { needs: ['a'] })] });
  const plan = planOf(['a'], ['own']);
  const elsewhere = tasksElsewhere(mission, plan, 2, () => undefined);
  expect(elsewhere).toMatchObject([{ id: 'a', status: 'cancelled', reason: 'part 1 did not report how it ended' }]);
  const events = started(liveMission(mission, ownOf(mission, plan, 2), elsewhere), elsewhere);
  expect(events.find(({ type }) => type === 'ended')).toMatchObject({
    id: 'own',
    status: 'skipped',
    reason: 'a was cancelled',
  });
});

test('the failure of a task elsewhere is not the failure of this part, and does not stop it', () => {
  const mission = { ...buildMission({ tasks: [task('a', leaves), task('own')] }), failFast: true };
  const plan = planOf(['a'], ['own']);
  const elsewhere = [{ id: 'a', kind: 'task', part: 1, status: 'failed', neededBy: [] } as const];
  const live = liveMission(mission, ownOf(mission, plan, 2), elsewhere);
  const state = begin(live, MACHINE);
  endElsewhere(state, elsewhere, 0);
  transition(state, opening(live, elsewhere), undefined);
  transition(state, { type: 'step-started', at: 1, id: 'own', step: 0, pid: 1 }, undefined);
  const { events } = transition(state, { type: 'step-exited', at: 2, id: 'own', step: 0, exitCode: 0 }, undefined);
  expect(events.at(-1)).toEqual({ type: 'mission-ended', at: 2, result: 'succeeded' });
});

test('a task elsewhere keeps nothing that could run, fail or be waited for here', () => {
  const mission = buildMission({
    tasks: [
      task('a', { ...leaves, env: { X: '1' }, secrets: ['S'], locks: ['l'], if: 'false' }),
      task('own', { needs: ['a'] }),
    ],
  });
  const plan = planOf(['a'], ['own']);
  const elsewhere = tasksElsewhere(mission, plan, 2, succeeded);
  const [a] = liveMission(mission, ownOf(mission, plan, 2), elsewhere).tasks;
  expect(a).toMatchObject({ id: 'a', steps: [], env: {}, secrets: [], locks: [], services: [] });
  expect(a).not.toHaveProperty('if');
});

type Elsewhere = ReturnType<typeof tasksElsewhere>;

function opening(mission: Mission, elsewhere: Elsewhere) {
  const place = { journal: 1, root: '/', file: 'm.yml', started: '2026-01-01T00:00:00.000Z' } as const;
  return { type: 'mission-started', at: 0, ...place, mission, machine: MACHINE, elsewhere } as const;
}

function started(mission: Mission, elsewhere: Elsewhere) {
  const state = begin(mission, MACHINE);
  endElsewhere(state, elsewhere, 0);
  return transition(state, opening(mission, elsewhere), undefined).events;
}
