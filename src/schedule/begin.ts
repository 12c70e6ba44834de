import type { Mission } from '../mission/mission.ts';
import type { MachineFacts } from './machine-facts.ts';
import { makePlan } from './make-plan.ts';
import type { State, TaskState, Waiting } from './state.ts';

const PENDING: TaskState = { phase: 'pending' };

/** The state before anything has happened. */
export function begin(mission: Mission, machine: MachineFacts): State {
  const plan = makePlan(mission);
  return {
    mission,
    machine,
    plan,
    tasks: new Map(mission.tasks.map((task) => [task.id, PENDING])),
    open: plan.groups.map((group) => group.needs.length),
    gated: emptyQueue(),
    free: emptyQueue(),
    active: new Set(),
    checks: 0,
    checkedAt: 0,
    idleSince: 0,
    unfinished: mission.tasks.length,
  };
}

function emptyQueue(): Waiting {
  return { ids: [], fresh: new Set(), reasons: new Map() };
}
