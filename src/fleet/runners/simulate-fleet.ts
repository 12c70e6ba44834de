import { billedMinutes } from '../../base/billed-minutes.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { selectTasks } from '../../mission/selection/select-tasks.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { Predictions } from '../../schedule/events/prediction.ts';
import { isConditional } from '../../schedule/state/conditions.ts';
import { estimates } from '../../schedule/state/estimate.ts';
import type { Conditions } from '../../schedule/state/state.ts';
import { type Assumption, virtualRun } from '../../simulate/virtual-run.ts';
import type { FleetPlan, Part } from '../plan/fleet-plan.ts';

/** When a part runs, in milliseconds since the first job was started. */
export interface PartTimes {
  readonly number: number;
  /** When its job starts. */
  readonly started: number;
  /** When its first task may start: the overhead later. */
  readonly ready: number;
  readonly ended: number;
}

export interface FleetTimes {
  readonly parts: readonly PartTimes[];
  /** Milliseconds until the last part has ended. */
  readonly makespan: number;
  /** Each job in minutes, rounded up, as GitHub counts them. */
  readonly billedMinutes: number;
}

export interface FleetWorld {
  readonly mission: Mission;
  /** Every runner. */
  readonly machine: MachineFacts;
  readonly assume: Assumption;
  readonly conditions?: Conditions | undefined;
  readonly predictions?: Predictions | undefined;
  /** Milliseconds of each job before its first task. */
  readonly overhead: number;
}

/** What runs a plan on virtual runners. */
export interface FleetSimulator {
  readonly simulate: (plan: FleetPlan) => FleetTimes;
  /** Ids of tasks that a condition skips. */
  readonly idle: ReadonlySet<string>;
}

/**
 * Runs the parts of plans on virtual machines. A part starts when all parts that it needs have ended, as the job of a workflow does. What each
 * task takes and whether it is skipped is the same as in a run of the whole mission on one machine.
 */
export function createFleetSimulator(world: FleetWorld): FleetSimulator {
  const { machine, assume, predictions, overhead } = world;
  const mission = withExpected(world.mission, predictions);
  const events = virtualRun(mission, machine, assume, world.conditions, predictions);
  const whole = events.at(-1)?.at ?? 0;
  const idle = neverRun(mission, events);
  const known = new Map<string, number>();
  const durationOf = ({ tasks }: Part): number => {
    if (tasks.length === mission.tasks.length) return whole;
    const only = tasks.filter((id) => !idle.has(id));
    if (only.length === 0) return 0;
    const key = only.join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const selected = selectTasks(mission, { only, skip: [] });
    if (selected.type === 'refused') throw new Error(`${selected.message}, which is a bug of the plan`);
    const duration = virtualRun(selected.mission, machine, assume, allRun, predictions).at(-1)?.at ?? 0;
    known.set(key, duration);
    return duration;
  };
  return { idle, simulate: (plan) => timesOf(plan, durationOf, overhead) };
}

const allRun: Conditions = () => ({ type: 'run' });

function timesOf(plan: FleetPlan, durationOf: (part: Part) => number, overhead: number): FleetTimes {
  const parts: PartTimes[] = [];
  for (const part of plan.parts) {
    const started = part.needs.reduce((latest, need) => Math.max(latest, parts[need - 1]?.ended ?? 0), 0);
    const ready = started + overhead;
    parts.push({ number: part.number, started, ready, ended: ready + durationOf(part) });
  }
  return {
    parts,
    makespan: parts.reduce((latest, { ended }) => Math.max(latest, ended), 0),
    billedMinutes: parts.reduce((sum, { started, ended }) => sum + billedMinutes(ended - started), 0),
  };
}

/** A task of which nothing is known takes the usual time of the whole mission, also in a part that has other tasks. No workspace is copied. */
function withExpected(mission: Mission, predictions: Predictions | undefined): Mission {
  const expected = estimates(mission, predictions);
  const tasks = mission.tasks.map(({ workspace: _, ...task }) => ({
    ...task,
    expect: task.expect ?? expected.get(task.id) ?? 0,
  }));
  return { ...mission, tasks };
}

/**
 * The tasks that a condition skips in a run of the whole mission. What a condition reads may be in other parts, so a part by itself would not
 * show it. Other tasks are taken to run, as in every plan.
 */
function neverRun({ tasks }: Mission, events: readonly Event[]): ReadonlySet<string> {
  const conditional = new Set(tasks.flatMap((task) => (isConditional(task) ? [task.id] : [])));
  const admitted = new Set<string>();
  const found = new Set<string>();
  for (const event of events) {
    if (event.type === 'admitted') admitted.add(event.id);
    if (event.type !== 'ended' || admitted.has(event.id) || !conditional.has(event.id)) continue;
    if (event.status === 'skipped' || event.status === 'failed') found.add(event.id);
  }
  return found;
}
