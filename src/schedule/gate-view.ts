import type { AdmissionRules } from '../mission/model/mission.ts';
import type { WaitReason } from './events/event.ts';
import type { MachineFacts } from './events/machine-facts.ts';
import type { Band, GateView, Reading } from './events/reading.ts';
import { type State, serviceState, taskOf, taskState } from './state/state.ts';

/** What a check sees of the machine: the newest whole window, and what that window cannot show yet. */
export function gateView(state: State, reading: Reading | undefined): GateView {
  let unseen = 0;
  let requested = 0;
  let load = 0;
  for (const id of state.active) {
    const task = taskOf(state, id);
    load += task.load ?? 0;
    if (!isSeen(state, id, reading)) unseen += task.load ?? oneCore(state.machine);
    if (task.memory !== undefined) requested += Math.max(0, task.memory - (reading?.usage?.[id]?.memory ?? 0));
  }
  // Memory needs no window: without the figure of the start, requests would be taken to meet an empty machine.
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

/** A launch is seen once a whole window has passed since its start. */
function isSeen(state: State, id: string, reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  const task = taskState(state, id);
  return (task.phase === 'running' || task.phase === 'stopping') && task.launched <= reading.from;
}

/** Sums of decimals: without this 58.2 + 20.1 + 21.7 would be over 100, and a report would show it. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Percent of the machine that is one core: what a task that declares nothing can be taken to use. */
export function oneCore({ cpus }: MachineFacts): number {
  return Math.min(100, 100 / cpus);
}

/** Both in bytes; 0 where the machine's memory is not known. */
export function percentOfMemory(bytes: number, memoryOfMachine: number): number {
  return memoryOfMachine > 0 ? (100 * bytes) / memoryOfMachine : 0;
}

/** The band of these figures; one that is unknown closes nothing. */
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

/** Why something may not be launched now. */
export interface Block {
  readonly reason: WaitReason;
  /** A sentence with the figures. */
  readonly detail: string;
}

/** What closes the gate for everything that must pass the readings; undefined when it is open. */
export function readingBlock(state: State, reading: Reading | undefined, view: GateView): Block | undefined {
  const { cpu, memory } = state.mission.admission;
  if (reading === undefined) {
    // A machine that cannot be measured leaves slots and load; one that can is waited for: its first window is not over.
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

/** This window is the one that has not been measured yet: it began where the newest reading ends. */
function launchedInThisWindow(state: State, reading: Reading): boolean {
  return state.gatedLaunchAt !== undefined && state.gatedLaunchAt >= reading.to;
}

/** YELLOW lets one through per window; this names the caution that asks for it. */
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

/** What holds this one back although the gate is open, and may let a smaller one pass; undefined when it fits. */
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
  // The last percent may be used up: unlike a reading, a request does not overshoot.
  if (used + own <= memory.limit) return undefined;
  return {
    reason: 'memory',
    detail: `${figures('memory', view.memory ?? 0, view.reserved, 'reserved', `its own ${percent(own)}`)}, limit ${memory.limit} %`,
  };
}

/** True as long as it must not be launched before whom it supports. */
export function mustFollow(state: State, id: string): boolean {
  const { supports } = taskOf(state, id);
  if (supports === undefined || !state.plan.followers.has(id)) return false;
  const { phase } = taskState(state, supports);
  return phase === 'pending' || phase === 'waiting' || phase === 'backoff';
}

/** What ran out of memory is tried again with nothing beside it, and nothing is started beside that. */
function aloneBlock(state: State, id: string): Block | undefined {
  if (state.alone !== undefined) return { reason: 'memory', detail: `${state.alone} is tried again alone` };
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || !task.alone) return undefined;
  // Those that support it for as long as it has not ended would wait for it for ever.
  const beside = [...state.active].filter((other) => !isTiedTo(state, other, id));
  if (beside.length === 0) return undefined;
  return {
    reason: 'memory',
    detail: `it ran out of memory: it is tried again alone, ${beside.length} workers are active`,
  };
}

/** Also through others that are stopped with whom they support. */
function isTiedTo(state: State, other: string, id: string): boolean {
  const passed = new Set<string>();
  for (let task = taskOf(state, other); ; task = taskOf(state, task.supports)) {
    if (task.deploy !== 'while-running' || task.supports === undefined || passed.has(task.id)) return false;
    if (task.supports === id) return true;
    passed.add(task.id);
  }
}

export function slotsBlock(state: State, view: GateView): Block | undefined {
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
