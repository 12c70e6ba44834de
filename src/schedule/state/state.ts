import type { Mission, Task } from '../../mission/model/mission.ts';
import type { EndStatus, MissionResult, StopCause, WaitReason } from '../events/event.ts';
import type { MachineFacts } from '../events/machine-facts.ts';

/**
 * What the schedule knows of a run. It is owned by whoever drives it and changed in place by `apply` alone, so that a
 * mission of 100,000 tasks costs no copies; a replay of the journal through `apply` gives the same state.
 */
export interface State {
  readonly mission: Mission;
  readonly machine: MachineFacts;
  readonly plan: Plan;
  /** Evaluates `if`, `paths` and what they ask; the same for the whole run. */
  readonly conditions: Conditions;
  readonly tasks: Map<string, TaskState>;
  /** By group: how many of its needs have not completed. */
  readonly open: number[];
  /** Triggered and not launched, by rank. */
  readonly gated: Waiting;
  readonly free: Waiting;
  /** Launched and not ended. */
  readonly active: Set<string>;
  /** Between two attempts. */
  readonly backoff: Set<string>;
  /** By lock: the id of its holder. */
  readonly locks: Map<string, string>;
  /** By id of a service. */
  readonly services: Map<string, ServiceState>;
  /** By id of a service: how many that list it have not ended. */
  readonly users: Map<string, number>;
  /** By id of a task: what it has put out so far. */
  readonly outputs: Map<string, Readonly<Record<string, string>>>;
  /** The one that is tried again with nothing beside it, after memory ran out. */
  alone?: string;
  /** How often the gate was looked at with somebody waiting. */
  checks: number;
  /** When that was last. */
  checkedAt: number;
  /** Since when nothing of ours runs, or nothing but what waits for the end of others; absent while something does. */
  idleSince?: number;
  /** When the newest launch was made that had to pass the gate. */
  gatedLaunchAt?: number;
  /** How many have not ended. */
  unfinished: number;
  /** Why nothing more is launched. */
  closing?: 'interrupted' | 'fail-fast';
  result?: MissionResult;
}

/** Whether something may run, by what its own `if` and `paths` say. */
export type Verdict =
  | { readonly type: 'run' }
  /** A sentence that says why not. */
  | { readonly type: 'skip'; readonly reason: string }
  /** The condition itself cannot be evaluated: that is a failure, never a silent skip. */
  | { readonly type: 'fail'; readonly reason: string };

/**
 * Judges `if` and `paths` of a task, purely. Injected, because the expression language is only loaded by missions that
 * use it. Asked for tasks that have one of the two; `needs` and `deploy` are the schedule's own.
 */
export type Conditions = (state: State, task: Task) => Verdict;

/** What is fixed once the mission is known. */
export interface Plan {
  readonly byId: ReadonlyMap<string, Task>;
  /** Position in the launch order: lower goes first. */
  readonly rank: ReadonlyMap<string, number>;
  /** Tasks that share one list of needs share one group, so that 1,000 tests of 10,000 tasks need one counter. */
  readonly groups: readonly NeedsGroup[];
  /** By need: the groups that wait for it, as indexes into `groups`. */
  readonly groupsOf: ReadonlyMap<string, readonly number[]>;
  /** By id: the group that it is a member of; absent when it needs nothing. */
  readonly groupOf: ReadonlyMap<string, number>;
  /** By id: those that list it under `needs-any`. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** By supported task: those that are only worth deploying while it has not ended. */
  readonly whileUnfinished: ReadonlyMap<string, readonly string[]>;
  /**
   * Those that are deployed while another one runs, and not before that has been launched: what they hold until its end
   * (locks, load, a slot) it might need to start. Without those that it waits for itself.
   */
  readonly followers: ReadonlySet<string>;
}

export interface NeedsGroup {
  readonly needs: readonly string[];
  readonly members: readonly string[];
}

/** A queue in launch order, with what is needed to defer its rest without looking at each. */
export interface Waiting {
  readonly ids: string[];
  /** Those that no check has looked at yet. */
  readonly fresh: Set<string>;
  /** How many wait for which reason. */
  readonly reasons: Map<WaitReason, number>;
}

/**
 *   pending ──▶ waiting ──▶ running ──▶ ended
 *      │         ▲ │         │ │ └──▶ stopping ──▶ ended, or back-off
 *      │         │ │         │ │
 *      │         └─│─ back-off ◀┘
 *      └───────────┴──▶ ended (skipped, not needed, cancelled)
 */
export type TaskState = PendingTask | WaitingTask | RunningTask | StoppingTask | BackoffTask | EndedTask;

export interface PendingTask {
  readonly phase: 'pending';
  /** The first of its `needs-any` that has completed. */
  readonly anyBy?: string;
}

/** Between two attempts. */
export interface BackoffTask {
  readonly phase: 'backoff';
  /** The attempt that comes. */
  readonly attempt: number;
  readonly until: number;
  /** The next attempt is made with nothing beside it. */
  readonly alone: boolean;
  /** When its first attempt was launched. */
  readonly first: number;
  /** The one of its `needs-any` that triggered it. */
  readonly anyBy?: string;
}

export interface WaitingTask {
  readonly phase: 'waiting';
  readonly triggered: number;
  /** The attempt that comes, counted from 1. */
  readonly attempt: number;
  /** With nothing beside it. */
  readonly alone: boolean;
  /** When its first attempt was launched; absent before. */
  readonly first?: number;
  readonly anyBy?: string;
  readonly reason?: WaitReason;
  /** Number of the first check that found it too heavy for what was free. */
  readonly passedOver?: number;
}

export interface RunningTask {
  readonly phase: 'running';
  readonly attempt: number;
  readonly step: number;
  /** When the attempt was launched. */
  readonly launched: number;
  /** When the first attempt was. */
  readonly first: number;
  readonly anyBy?: string;
  /** When the attempt is stopped; absent without a time-out. */
  readonly deadline?: number;
}

export interface StoppingTask {
  readonly phase: 'stopping';
  readonly attempt: number;
  readonly step: number;
  readonly launched: number;
  readonly first: number;
  readonly anyBy?: string;
  readonly cause: StopCause;
  /** When its process tree is killed. */
  readonly killAt: number;
  readonly killed: boolean;
}

export interface EndedTask {
  readonly phase: 'ended';
  readonly status: EndStatus;
  /** Milliseconds from its first launch; absent when it never ran. */
  readonly duration?: number;
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
      /** Why it cannot be used; absent when it was stopped because nobody needed it. */
      readonly failure?: string;
    };

export interface StoppingService {
  readonly phase: 'stopping';
  /** When its process tree is killed. */
  readonly killAt: number;
  readonly killed: boolean;
  readonly failure?: string;
}

/** Milliseconds between TERM and KILL. Under the runner's own 7.5 s after a cancel, so that reports still get written. */
export const GRACE = 4_000;

/** Throws when `id` is not in the mission: that would be a bug of ours. */
export function taskOf(state: State, id: string): Task {
  const task = state.plan.byId.get(id);
  if (task === undefined) throw new Error(`no task ${id} in mission ${state.mission.name}`);
  return task;
}

/** Throws when `id` is not in the mission: that would be a bug of ours. */
export function serviceState(state: State, id: string): ServiceState {
  const found = state.services.get(id);
  if (found === undefined) throw new Error(`no state of service ${id} in mission ${state.mission.name}`);
  return found;
}

/** Throws when `id` is not in the mission: that would be a bug of ours. */
export function taskState(state: State, id: string): TaskState {
  const found = state.tasks.get(id);
  if (found === undefined) throw new Error(`no state of task ${id} in mission ${state.mission.name}`);
  return found;
}

/** True when its attempt should have been stopped by now. */
export function isOverdue(task: TaskState, now: number): boolean {
  return task.phase === 'running' && task.deadline !== undefined && task.deadline <= now;
}

/** True when this step is the one that was started last and has not been seen to exit. */
export function runsStep(state: State, id: string, step: number): boolean {
  const task = taskState(state, id);
  return (task.phase === 'running' || task.phase === 'stopping') && task.step === step;
}

/** True when this task has to pass the CPU and memory readings. */
export function isGated(mission: Mission, task: Task): boolean {
  const gate = mission.admission.gate;
  return gate === 'all' || (gate === 'tests' && task.kind === 'test');
}
