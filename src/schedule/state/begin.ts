import type { Mission } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../events/machine-facts.ts';
import type { Predictions } from '../events/prediction.ts';
import { withoutExpressions } from './conditions.ts';
import { makePlan } from './make-plan.ts';
import type { Conditions, ServiceState, State } from './state.ts';
import type { TaskState } from './task-state.ts';
import { TaskTable } from './task-table.ts';
import { WaitingQueue } from './waiting-queue.ts';

const PENDING: TaskState = { phase: 'pending' };
const IDLE: ServiceState = { phase: 'idle' };

/**
 * The state before the first event.
 *
 * @param conditions required for missions with `if` or `paths`
 * @param predictions from the history; they change the launch order
 */
export function begin(
  mission: Mission,
  machine: MachineFacts,
  conditions: Conditions = withoutExpressions,
  predictions?: Predictions,
): State {
  const plan = makePlan(mission, predictions);
  return {
    mission,
    machine,
    plan,
    conditions,
    tasks: new TaskTable<TaskState>(plan.positions, new Array<TaskState>(mission.tasks.length).fill(PENDING)),
    open: plan.groups.map((group) => group.needs.length),
    gated: new WaitingQueue(plan.positions, plan.order),
    free: new WaitingQueue(plan.positions, plan.order),
    active: new Map(),
    backoff: new Set(),
    pools: new Map(),
    passedPools: new Map(),
    paused: new Set(),
    evictions: new Map(),
    services: new Map(mission.services.map((service) => [service.id, IDLE])),
    users: countUsers(mission),
    outputs: new Map(),
    elsewhere: new Set(),
    owed: new Map(),
    late: new Map(),
    seen: new Map(),
    largest: 0,
    checks: 0,
    checkedAt: 0,
    idleSince: 0,
    unfinished: mission.tasks.length,
  };
}

function countUsers(mission: Mission): Map<string, number> {
  const users = new Map<string, number>();
  for (const { services } of mission.tasks) {
    if (services.length === 0) continue;
    for (const id of new Set(services)) users.set(id, (users.get(id) ?? 0) + 1);
  }
  return users;
}
