/*
 * This folder holds the state of a run, and the functions that change it.
 *
 * `state.ts` has the types. `begin.ts` makes the first state, with the plan of `make-plan.ts` and the estimates of `estimate.ts`.
 * `apply.ts` and `apply-service.ts` record an event in it, and `waiting-queue.ts` keeps waiting tasks in launch order. `replay.ts`
 * rebuilds a state from a journal, and `resume-state.ts` makes the one with which a run is resumed. What is known of each task is in a
 * `TaskTable`: an array by position, which events and decisions ask by id.
 *
 * Invariants:
 * - An event always changes the state in the same way: a replay gives the same state as the run had.
 * - Recording decides nothing. Decisions are made in `schedule`.
 * - If an event cannot follow the events before it, a replay throws `InvalidEventError`: the journal is damaged.
 *
 * Not here: decisions and effects (`schedule/transition.ts`), and the report (`report/fold`), which folds the same events.
 */
import type { ContainingLists } from '../../base/containing-lists.ts';
import type { Positions } from '../../mission/graph/positions.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import type { MissionResult } from '../events/event.ts';
import type { MachineFacts } from '../events/machine-facts.ts';
import type { LearnedDemand } from '../events/prediction.ts';
import type { Held } from '../pools/held.ts';
import type { Seen } from './seen.ts';
import type { StepProgress } from './step-progress.ts';
import type { TaskState } from './task-state.ts';
import type { TaskTable } from './task-table.ts';
import type { WaitingQueue } from './waiting-queue.ts';

/**
 * What the schedule knows about a run. The caller of `transition` owns it, and only `apply` changes it, in place: a mission
 * of 100,000 tasks costs no copies. A replay of the journal through `apply` gives the same state.
 */
export interface State {
  readonly mission: Mission;
  readonly machine: MachineFacts;
  readonly plan: Plan;
  /** Evaluates `if` and `paths`; the same for the whole run. */
  readonly conditions: Conditions;
  readonly tasks: TaskTable<TaskState>;
  /** By group: how many of its needs have not ended. */
  readonly open: number[];
  /** Triggered and not admitted, by rank. */
  readonly gated: WaitingQueue;
  readonly free: WaitingQueue;
  /** Admitted and not ended. By id: the position, so that what is asked of all of them at each transition looks up no id. */
  readonly active: Map<string, number>;
  /** Between two attempts. */
  readonly backoff: Set<string>;
  /** What running tasks hold of pools and locks. */
  readonly pools: Held;
  /** By id of a waiting task: the number of the first check at which its locks or places were not free. */
  readonly passedPools: Map<string, number>;
  /** By id of a service. */
  readonly services: Map<string, ServiceState>;
  /** By id of a service: how many of the tasks that list it have not ended. */
  readonly users: Map<string, number>;
  /** By id of a task: its outputs. */
  readonly outputs: Map<string, Readonly<Record<string, string>>>;
  /** Ids of tasks that ended in another part of the mission. They do not count for the result of this run. */
  readonly elsewhere: Set<string>;
  /** By group of `plan.siblings`: the highest use of those that have ended a step. */
  readonly seen: Map<string, Seen>;
  /** Bytes of the largest tasks that have ended a step, with decay; 0 at first. */
  largest: number;
  /** Tasks whose process tree is stopped (SIGSTOP), because memory is short; all of them are active. */
  readonly paused: Set<string>;
  /** By id: how often a task has been evicted. */
  readonly evictions: Map<string, number>;
  /** When a task was last paused or has continued. */
  bentAt?: number;
  /** When the newest eviction was over. */
  evictedAt?: number;
  /** The task that runs with nothing beside it, after memory was short or ran out. */
  alone?: string;
  /** How often the gate was checked while tasks were waiting. */
  checks: number;
  /** When that was last. */
  checkedAt: number;
  /** Since when nothing runs, `while-running` tasks without their supported task aside; absent while something does. */
  idleSince?: number;
  /**
   * True if the newest launch was forced because other programs kept the CPUs busy: the next one need not wait for `patience` again, as
   * long as they do.
   */
  crowded?: true;
  /** When the newest task that had to pass the gate was admitted. */
  gatedLaunchAt?: number;
  /** What differs between runs, for waits with `jitter`: the wall clock at their start. Absent before the first event. */
  seed?: string;
  /** How many have not ended. */
  unfinished: number;
  /** Why nothing more is started. */
  closing?: 'interrupted' | 'fail-fast';
  /** When the first signal arrived. */
  interruptedAt?: number;
  /** True after a second signal: no `finally` begins any more. */
  abandoned?: true;
  /** By id: attempts that ran when the runner was killed, and whose `finally` has not begun. Only a resume runs it. */
  readonly owed: Map<string, OwedFinally>;
  /** By id: those of them whose `finally` runs now. */
  readonly late: Map<string, LateFinally>;
  result?: MissionResult;
}

/** Whether a task may run, by its own `if` and `paths`. */
export type Verdict =
  | { readonly type: 'run' }
  /** A sentence. */
  | { readonly type: 'skip'; readonly reason: string }
  /** The condition itself cannot be evaluated: that is a failure, never a silent skip. */
  | { readonly type: 'fail'; readonly reason: string };

/**
 * Evaluates `if` and `paths` of a task, or the `if` of one of its steps, without side effects. Injected, because only missions that use
 * the expression language load it. Asked only for tasks and steps that have one of these. `needs` and `deploy` are evaluated by the
 * schedule.
 *
 * @param step absent: the task itself is meant
 */
export type Conditions = (state: State, task: Task, step?: StepMoment) => Verdict;

/** The moment at which the condition of a step is evaluated. */
export interface StepMoment {
  /** Index into `allSteps`. */
  readonly step: number;
  readonly progress: StepProgress;
  /** How the attempt has gone until then: what `success()`, `failure()` and `cancelled()` say. */
  readonly result: 'success' | 'failure' | 'cancelled';
}

/** An attempt whose `finally` steps have not begun. */
export interface OwedFinally {
  readonly attempt: number;
  readonly progress: StepProgress;
}

/** `finally` steps that a resumed run runs before anything else. */
export interface LateFinally extends OwedFinally {
  readonly step: number;
  /** When the whole of it is over; absent without a timeout of the task. */
  readonly until?: number;
  /** When this step is over; absent without a timeout of its own. */
  readonly stepUntil?: number;
  /** When its process tree is killed. */
  readonly killAt?: number;
  readonly stopping: 'no' | 'terminated' | 'killed';
}

/** What is fixed once the mission is known. */
export interface Plan {
  /** Of the tasks in the mission. */
  readonly positions: Positions;
  readonly byId: TaskTable<Task>;
  /** Place in the launch order: lower goes first. */
  readonly rank: TaskTable<number>;
  /** By rank: the position of the task. */
  readonly order: Int32Array;
  /** Tasks that share one list of needs share one group, so that 1,000 tests of 10,000 tasks need one counter. */
  readonly groups: readonly NeedsGroup[];
  /** By group: the positions of its needs. */
  readonly needs: readonly (readonly number[])[];
  /** By position: the group that the task is a member of; -1 if it needs nothing. */
  readonly groupOf: Int32Array;
  /** By position of a need: the groups that wait for it. */
  readonly waiting: ContainingLists;
  /** By id: the tasks that list it under `needs-any`. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** By id: its needs of which a skip counts as success; one set for all tasks with the same. Absent for none. */
  readonly skippedOk: ReadonlyMap<string, ReadonlySet<string>>;
  /** By supported task: the tasks that are only deployed while it has not ended. */
  readonly whileUnfinished: ReadonlyMap<string, readonly string[]>;
  /**
   * Tasks with `while-running` that must not start before their supported task, because that might need what they hold until
   * its end (locks, load, a worker). Without tasks that the supported task itself waits for.
   */
  readonly followers: ReadonlySet<string>;
  /** By id: the group of tasks with the same commands, such as a matrix; absent if no other task has them. */
  readonly siblings: ReadonlyMap<string, string>;
  /** By id: the demand learned from earlier runs. */
  readonly demands: ReadonlyMap<string, LearnedDemand>;
}

export interface NeedsGroup {
  readonly needs: readonly string[];
  /** Positions. */
  readonly members: readonly number[];
}

/**
 *   idle ──▶ starting ──▶ ready ──▶ stopping ──▶ ended
 *               └───────────┴──▶ ended (failed)
 */
export type ServiceState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | StoppingService
  | {
      readonly phase: 'ended';
      /** Why it cannot be used; absent if it was stopped because no task needed it. */
      readonly failure?: string;
    };

export interface StoppingService {
  readonly phase: 'stopping';
  /** When its process tree is killed. */
  readonly killAt: number;
  readonly killed: boolean;
  readonly failure?: string;
}

/**
 * Default grace period: milliseconds between TERM and KILL. After an interruption it is also the longest, because after a cancellation
 * the runner of GitHub Actions waits only 7.5 s before it ends the step, and the reports still have to be written within that time.
 */
export const GRACE = 4_000;

/** Grace period of a task after a signal: the runner of GitHub Actions leaves no more. */
export function shortGrace({ grace = GRACE }: Pick<Task, 'grace'>): number {
  return Math.min(grace, GRACE);
}

/** Grace period of an evicted task: short, because it may grow until it ends. */
export const EVICTION_GRACE = 1_000;

/** Throws if `id` is not in the mission, which would be a bug. */
export function taskOf(state: State, id: string): Task {
  const task = state.plan.byId.get(id);
  if (task === undefined) throw new Error(`no task ${id} in mission ${state.mission.name}`);
  return task;
}

/** Throws if `id` is not in the mission, which would be a bug. */
export function serviceState(state: State, id: string): ServiceState {
  const found = state.services.get(id);
  if (found === undefined) throw new Error(`no state of service ${id} in mission ${state.mission.name}`);
  return found;
}

/** Throws if `id` is not in the mission, which would be a bug. */
export function taskState(state: State, id: string): TaskState {
  const found = state.tasks.get(id);
  if (found === undefined) throw new Error(`no state of task ${id} in mission ${state.mission.name}`);
  return found;
}

/** Its place in the launch order: lower goes first. */
export function rankOf(state: State, id: string): number {
  return state.plan.rank.get(id) ?? 0;
}

/** True if the time limit of its attempt is over. */
export function isOverdue(task: TaskState, now: number): boolean {
  return task.phase === 'running' && task.pausedAt === undefined && task.deadline !== undefined && task.deadline <= now;
}

/** True if this step was started last and has not exited. */
export function runsStep(state: State, id: string, step: number): boolean {
  const task = taskState(state, id);
  return (task.phase === 'running' || task.phase === 'stopping') && task.step === step;
}

/** True if this task has to pass the CPU and memory readings. */
export function isGated(mission: Mission, task: Task): boolean {
  const gate = mission.admission.gate;
  return gate === 'all' || (gate === 'tests' && task.kind === 'test');
}
