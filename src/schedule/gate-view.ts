import type { AdmissionRules, Task } from '../mission/model/mission.ts';
import type { WaitReason } from './events/event.ts';
import type { MachineFacts } from './events/machine-facts.ts';
import type { Band, GateView, Reading } from './events/reading.ts';
import { type State, serviceState, taskOf, taskState } from './state/state.ts';

/** The figures of a check: the newest whole window, and the load and memory that it cannot show yet. */
export function gateView(state: State, reading: Reading | undefined): GateView {
  let unseen = 0;
  let requested = 0;
  let load = 0;
  for (const id of state.active) {
    const task = taskOf(state, id);
    load += task.load ?? 0;
    if (!isSeen(state, id, reading)) unseen += unseenLoad(task, state.machine);
    if (task.memory !== undefined) requested += Math.max(0, task.memory - (reading?.usage?.[id]?.memory ?? 0));
  }
  // Before the first window, memory is that of the start: otherwise requests would be checked against an empty machine.
  const memory = reading === undefined ? state.machine.memoryUsed : reading.memory;
  const view = {
    ...(reading?.cpu === undefined ? {} : { cpu: reading.cpu }),
    ...(memory === undefined ? {} : { memory }),
    active: state.active.size,
    unseen: tidy(unseen),
    reserved: tidy(percentOfMemory(requested, state.machine.memory)),
    load: tidy(load),
  };
  return { ...view, band: bandOf(state.mission.admission, view) };
}

/** True once a whole window has passed since the task was launched. */
function isSeen(state: State, id: string, reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  const task = taskState(state, id);
  return (task.phase === 'running' || task.phase === 'stopping') && task.launched <= reading.from;
}

/** Rounds a sum of decimals. Otherwise 58.2 + 20.1 + 21.7 would be above 100, and a report would show it. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Percent of the machine assumed for a task that no reading shows yet: its load, else its `cpus`, else one CPU. */
export function unseenLoad({ load, cpus = 1 }: Pick<Task, 'load' | 'cpus'>, machine: MachineFacts): number {
  return load ?? Math.min(100, (100 * cpus) / machine.cpus);
}

/** Both in bytes; 0 if the machine's memory is not known. */
export function percentOfMemory(bytes: number, memoryOfMachine: number): number {
  return memoryOfMachine > 0 ? (100 * bytes) / memoryOfMachine : 0;
}

/** The band of these figures. An unknown figure closes nothing. */
export function bandOf({ cpu, memory, workers }: AdmissionRules, view: Omit<GateView, 'band' | 'load'>): Band {
  const pairs = [
    { value: view.cpu === undefined ? 0 : view.cpu + view.unseen, limits: cpu },
    { value: view.memory === undefined ? 0 : view.memory + view.reserved, limits: memory },
    { value: view.active, limits: workers },
  ];
  if (pairs.some(({ value, limits }) => value >= limits.limit)) return 'RED';
  if (pairs.some(({ value, limits }) => value >= limits.caution)) return 'YELLOW';
  return 'GREEN';
}

/** Why a task may not start now. */
export interface Block {
  readonly reason: WaitReason;
  /** A sentence with the figures. */
  readonly detail: string;
}

/** What closes the gate for all tasks that must pass the readings; undefined if it is open. */
export function readingBlock(state: State, reading: Reading | undefined, view: GateView): Block | undefined {
  const { cpu, memory } = state.mission.admission;
  if (reading === undefined) {
    // If the machine cannot be measured, only workers and load are checked. Otherwise the first window is not over yet.
    return state.machine.source === 'none' ? undefined : { reason: 'cpu', detail: 'no whole window measured yet' };
  }
  if (view.cpu !== undefined && view.cpu + view.unseen >= cpu.limit) {
    return { reason: 'cpu', detail: figures('CPU', view.cpu, view.unseen, 'unseen', `limit ${cpu.limit} %`) };
  }
  if (view.memory !== undefined && view.memory + view.reserved >= memory.limit) {
    return {
      reason: 'memory',
      detail: figures('memory', view.memory, view.reserved, 'reserved', `limit ${memory.limit} %`),
    };
  }
  return view.band === 'YELLOW' && launchedInThisWindow(state, reading) ? paceBlock(state, view) : undefined;
}

/** The current window began where the newest reading ends, and is not measured yet. */
function launchedInThisWindow(state: State, reading: Reading): boolean {
  return state.gatedLaunchAt !== undefined && state.gatedLaunchAt >= reading.to;
}

/** In YELLOW one task may start per window; this names the caution that was reached. */
function paceBlock(state: State, view: GateView): Block {
  const { cpu, memory, workers } = state.mission.admission;
  const pace = 'one launch per window';
  if (view.cpu !== undefined && view.cpu + view.unseen >= cpu.caution) {
    return {
      reason: 'cpu',
      detail: figures('CPU', view.cpu, view.unseen, 'unseen', `caution ${cpu.caution} %: ${pace}`),
    };
  }
  if (view.memory !== undefined && view.memory + view.reserved >= memory.caution) {
    return {
      reason: 'memory',
      detail: figures('memory', view.memory, view.reserved, 'reserved', `caution ${memory.caution} %: ${pace}`),
    };
  }
  return { reason: 'slots', detail: `${view.active} workers, caution ${workers.caution}: ${pace}` };
}

/** What holds back this task although the gate is open. A smaller task may still pass. Undefined if it fits. */
export function ownBlock(state: State, id: string, view: GateView): Block | undefined {
  const task = taskOf(state, id);
  const { load, memory } = state.mission.admission;
  const starting = task.services.find((service) => serviceState(state, service).phase !== 'ready');
  if (starting !== undefined) return { reason: 'service', detail: `service ${starting} is not ready yet` };
  if (mustFollow(state, id)) return { reason: 'service', detail: `${task.supports} does not run yet` };
  const lock = task.locks.find((name) => state.locks.has(name));
  if (lock !== undefined) return { reason: 'lock', detail: `lock ${lock} is held by ${state.locks.get(lock)}` };
  const alone = aloneBlock(state, id);
  if (alone !== undefined) return alone;
  if (task.load !== undefined && tidy(view.load + task.load) > load) {
    return { reason: 'load', detail: `load ${view.load} + its own ${task.load}, allowed ${load}` };
  }
  if (task.memory === undefined) return undefined;
  const own = percentOfMemory(task.memory, state.machine.memory);
  const used = (view.memory ?? 0) + view.reserved;
  // Up to the limit, inclusive: unlike a reading, a request does not overshoot.
  if (used + own <= memory.limit) return undefined;
  return {
    reason: 'memory',
    detail: `${figures('memory', view.memory ?? 0, view.reserved, 'reserved', `its own ${percent(own)}`)}, limit ${memory.limit} %`,
  };
}

/** True while it must not start because the task that it supports has not started. */
export function mustFollow(state: State, id: string): boolean {
  const { supports } = taskOf(state, id);
  if (supports === undefined || !state.plan.followers.has(id)) return false;
  const { phase } = taskState(state, supports);
  return phase === 'pending' || phase === 'waiting' || phase === 'backoff';
}

/** A task that ran out of memory is retried alone, and nothing starts beside it. */
function aloneBlock(state: State, id: string): Block | undefined {
  if (state.alone !== undefined) return { reason: 'memory', detail: `${state.alone} is retried alone` };
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || !task.alone) return undefined;
  // Tasks that run until this one ends would otherwise be waited for forever.
  const beside = [...state.active].filter((other) => !isTiedTo(state, other, id));
  if (beside.length === 0) return undefined;
  return {
    reason: 'memory',
    detail: `it ran out of memory and is retried alone, ${beside.length} workers are active`,
  };
}

/** True if `other` is stopped when `id` ends, directly or through tasks that are stopped in turn. */
function isTiedTo(state: State, other: string, id: string): boolean {
  const passed = new Set<string>();
  for (let task = taskOf(state, other); ; task = taskOf(state, task.supports)) {
    if (task.deploy !== 'while-running' || task.supports === undefined || passed.has(task.id)) return false;
    if (task.supports === id) return true;
    passed.add(task.id);
  }
}

export function workersBlock(state: State, view: GateView): Block | undefined {
  const { limit } = state.mission.admission.workers;
  return view.active >= limit ? { reason: 'slots', detail: `${view.active} workers, limit ${limit}` } : undefined;
}

function figures(what: string, value: number, extra: number, extraName: string, against: string): string {
  const more = extra > 0 ? ` + ${percent(extra)} ${extraName}` : '';
  return `${what} ${percent(value)}${more}, ${against}`;
}

function percent(value: number): string {
  return `${Math.round(value * 10) / 10} %`;
}
