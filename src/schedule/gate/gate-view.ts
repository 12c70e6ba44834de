/*
 * This folder computes the figures on which the gate decides: what is left of the machine and of each control group, and what a launch takes.
 * `demand.ts` gives the demand of each task: declared, learned, measured on similar tasks, or assumed. `growth.ts` follows how the memory of
 * running tasks grows. `constraint-view.ts` compares one constraint with the limits. `gate-view.ts` combines all of them into the view that a decision
 * carries; `uninformed-check.ts` keeps it while nothing is known, and `figures-now.ts` computes it when a check needs it. `pool-block.ts` and
 * `reserved-pools.ts` do the same for locks and pools. `deferrals.ts` collects which waiting tasks get a new reason, `critical-memory.ts` finds which
 * constraint is short of memory, `pressure-text.ts` says so in words, and `needs-usual-windows.ts` decides whether the run may be measured less often.
 *
 * Invariants:
 * - Nothing here changes the state or decides: a function of state and reading.
 * - A figure that was not measured is absent, never 0.
 *
 * Not here: the order of launches and the decision (`schedule/admit.ts`), pauses and evictions (`schedule/bend.ts`).
 */
import type { AdmissionRules } from '../../mission/model/mission.ts';
import type { Band, GateView, Reading } from '../events/reading.ts';
import { isGated, type State, serviceState, taskOf, taskState } from '../state/state.ts';
import type { Block } from './block.ts';
import { type ConstraintView, constraintViews, tidy } from './constraint-view.ts';
import { type Demand, type Demands, demandsAt, ownCpus, sourceOf } from './demand.ts';
import { isTiedTo, mustFollow } from './follows.ts';
import { poolBlock } from './pool-block.ts';
import { type ReservedNow, reservedBlock } from './reserved-pools.ts';

/** What a check rests on: the figures that it shows, and what they were computed from. */
export interface GateCheck {
  readonly view: GateView;
  readonly constraints: readonly ConstraintView[];
  readonly demands: Demands;
}

/**
 * The figures of a check: the newest reading, and the load and memory that it cannot show yet. Of several constraints, the view has
 * the one that is nearest to its limit.
 *
 * @param demands those of this reading, if they are known already
 */
export function gateCheck(state: State, reading: Reading | undefined, demands = demandsAt(state, reading)): GateCheck {
  const constraints = constraintViews(state, reading, demands);
  // If one of several figures is unknown, the highest is unknown.
  const cpu = reading?.cpu === undefined ? undefined : bindingCpu(constraints);
  const memory = reading !== undefined && reading.memory === undefined ? undefined : bindingMemory(constraints);
  let load = 0;
  for (const position of state.active.values()) load += loadOf(state, demands.at(position));
  const several = constraints.length > 1;
  const expected = {
    active: state.active.size,
    unseen: (cpu ?? highestOf(constraints, ({ unseen }) => unseen))?.unseen ?? 0,
    reserved: (memory ?? highestOf(constraints, ({ reserved }) => reserved))?.reserved ?? 0,
    load: tidy(load),
  };
  const { admission } = state.mission;
  // A plan measures nothing, and makes 100,000 of these views.
  if (cpu === undefined && memory === undefined) {
    const { active, unseen, reserved, load: sum } = expected;
    return { view: { active, unseen, reserved, load: sum, band: bandOf(admission, expected) }, constraints, demands };
  }
  const view = {
    ...(cpu?.cpu === undefined ? {} : { cpu: cpu.cpu }),
    ...(memory?.memory === undefined ? {} : { memory: memory.memory }),
    ...expected,
    ...(several && cpu?.name !== undefined ? { cpuOf: cpu.name } : {}),
    ...(several && memory?.name !== undefined ? { memoryOf: memory.name } : {}),
  };
  return { view: { ...view, band: bandOf(admission, view) }, constraints, demands };
}

export function gateView(state: State, reading: Reading | undefined): GateView {
  return gateCheck(state, reading).view;
}

function bindingCpu(constraints: readonly ConstraintView[]): ConstraintView | undefined {
  return highestOf(constraints, ({ cpu, unseen }) => (cpu === undefined ? undefined : cpu + unseen));
}

function bindingMemory(constraints: readonly ConstraintView[]): ConstraintView | undefined {
  return highestOf(constraints, ({ memory, reserved }) => (memory === undefined ? undefined : memory + reserved));
}

function highestOf(
  constraints: readonly ConstraintView[],
  figure: (constraint: ConstraintView) => number | undefined,
): ConstraintView | undefined {
  let found: { readonly constraint: ConstraintView; readonly value: number } | undefined;
  for (const constraint of constraints) {
    const value = figure(constraint);
    if (value !== undefined && (found === undefined || value > found.value)) found = { constraint, value };
  }
  return found?.constraint;
}

/** Percent of the machine that counts in the sum of loads: declared or learned. A task of which nothing is known counts as 0. */
function loadOf({ machine }: State, { cpus, cpusFrom }: Demand): number {
  return cpusFrom === 'unknown' ? 0 : (100 * cpus) / machine.cpus;
}

/** The band of these figures. An unknown figure closes nothing. */
export function bandOf({ cpu, memory, workers }: AdmissionRules, view: Omit<GateView, 'band' | 'load'>): Band {
  const cpuUse = view.cpu === undefined ? 0 : view.cpu + view.unseen;
  const memoryUse = view.memory === undefined ? 0 : view.memory + view.reserved;
  if (cpuUse >= cpu.limit || memoryUse >= memory.limit || view.active >= workers.limit) return 'RED';
  if (cpuUse >= cpu.caution || memoryUse >= memory.caution || view.active >= workers.caution) return 'YELLOW';
  return 'GREEN';
}

/** What closes the gate for all tasks that must pass the readings; undefined if it is open. */
export function readingBlock(state: State, reading: Reading | undefined, view: GateView): Block | undefined {
  const { cpu, memory } = state.mission.admission;
  if (reading === undefined) {
    // If the machine cannot be measured, only workers and load are checked. Otherwise the first window is not over yet.
    return state.machine.source === 'none' ? undefined : { reason: 'cpu', detail: 'the machine is not measured yet' };
  }
  if (view.cpu !== undefined && view.cpu + view.unseen >= cpu.limit) {
    return {
      reason: 'cpu',
      detail: figures(named('CPU', view.cpuOf), view.cpu, view.unseen, JUST_STARTED, `limit ${cpu.limit} %`),
    };
  }
  if (view.memory !== undefined && view.memory + view.reserved >= memory.limit) {
    return {
      reason: 'memory',
      detail: figures(named('memory', view.memoryOf), view.memory, view.reserved, RESERVED, `limit ${memory.limit} %`),
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
  const pace = 'one launch per measurement';
  if (view.cpu !== undefined && view.cpu + view.unseen >= cpu.caution) {
    return {
      reason: 'cpu',
      detail: figures(
        named('CPU', view.cpuOf),
        view.cpu,
        view.unseen,
        JUST_STARTED,
        `caution ${cpu.caution} %: ${pace}`,
      ),
    };
  }
  if (view.memory !== undefined && view.memory + view.reserved >= memory.caution) {
    return {
      reason: 'memory',
      detail: figures(
        named('memory', view.memoryOf),
        view.memory,
        view.reserved,
        RESERVED,
        `caution ${memory.caution} %: ${pace}`,
      ),
    };
  }
  return { reason: 'slots', detail: `${view.active} workers, caution ${workers.caution}: ${pace}` };
}

/**
 * What holds back this task although the gate is open. A smaller task may still pass. Undefined if it fits.
 *
 * @param reserved has none if it is to be started whatever waits before it
 */
export function ownBlock(
  state: State,
  id: string,
  check: GateCheck,
  reading: Reading | undefined,
  reserved: ReservedNow,
): Block | undefined {
  const task = taskOf(state, id);
  for (const service of task.services) {
    if (serviceState(state, service).phase === 'ready') continue;
    return { reason: 'service', detail: `service ${service} is not ready yet` };
  }
  if (mustFollow(state, id)) return { reason: 'service', detail: `${task.supports} does not run yet` };
  return (
    poolBlock(state, id) ??
    reservedBlock(state, reserved, id) ??
    aloneBlock(state, id) ??
    loadBlock(state, id, check) ??
    memoryBlock(state, id, check, reading)
  );
}

/**
 * A declared load or budget must fit whole. Of one that was learned, half must fit: it is a measurement, and two builds of 1.02 CPUs have
 * to run side by side on two CPUs.
 */
function loadBlock(state: State, id: string, { view, demands }: GateCheck): Block | undefined {
  const { load: limit } = state.mission.admission;
  const demand = demands.of(id);
  const own = loadOf(state, demand);
  // A declared load that is larger than the limit is an error of the mission file; a larger budget is not.
  const strict = taskOf(state, id).load !== undefined;
  if (own === 0 || (!strict && state.idleSince !== undefined)) return undefined;
  const isDeclared = demand.cpusFrom === 'declared';
  // What waits for CPU readings is held back by these, which know better than a figure of another run.
  if (!isDeclared && isGated(state.mission, taskOf(state, id)) && view.cpu !== undefined) return undefined;
  const needed = isDeclared ? own : own / 2;
  if (tidy(view.load + needed) <= limit) return undefined;
  return {
    reason: 'load',
    detail: `load ${round(view.load)} of what runs + ${round(own)} of this task${sourceOf(demand.cpusFrom)}, allowed ${limit}`,
  };
}

/**
 * Its memory must fit each constraint. Unlike a reading, it may reach the limit exactly. If nothing of the mission runs, only a
 * declared request holds a task back: waiting could not make room.
 */
function memoryBlock(state: State, id: string, check: GateCheck, reading: Reading | undefined): Block | undefined {
  const { limit } = state.mission.admission.memory;
  const { memory, memoryFrom } = check.demands.of(id);
  if (memoryFrom !== 'declared' && state.idleSince !== undefined) return undefined;
  const guessed = isGated(state.mission, taskOf(state, id)) && ownCpus(state, reading) !== undefined;
  const bytes = memory ?? (guessed ? check.demands.estimate : undefined);
  if (bytes === undefined) return undefined;
  const tightest = highestOf(check.constraints, (constraint) => memoryWith(constraint, bytes));
  if (tightest === undefined || (memoryWith(tightest, bytes) ?? 0) <= limit) return undefined;
  const own = `${percent(bytes * tightest.perByte)} for this task${sourceOf(memoryFrom)}`;
  const what = named('memory', check.constraints.length > 1 ? tightest.name : undefined);
  return {
    reason: 'memory',
    detail: `${sum(what, tightest.memory ?? 0, tightest.reserved, RESERVED)} + ${own}, limit ${limit} %`,
  };
}

/** Percent of a constraint with so many bytes more. */
function memoryWith({ memory = 0, reserved, perByte }: ConstraintView, bytes: number): number | undefined {
  return perByte === 0 ? undefined : memory + reserved + bytes * perByte;
}

/** A task that ran out of memory is retried alone, and nothing starts beside it. */
function aloneBlock(state: State, id: string): Block | undefined {
  if (state.alone !== undefined) {
    const how = state.evictions.has(state.alone) ? 'runs' : 'is retried';
    return { reason: 'memory', detail: `${state.alone} ${how} alone` };
  }
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || !task.alone) return undefined;
  // Tasks that run until this one ends would otherwise be waited for forever.
  const beside = [...state.active.keys()].filter((other) => !isTiedTo(state, other, id));
  if (beside.length === 0) return undefined;
  const running = beside.length === 1 ? `${beside[0]} still runs` : `${beside.length} others still run`;
  return {
    reason: 'memory',
    detail: state.evictions.has(id)
      ? `it was evicted because memory was critical, and runs again alone: ${running}`
      : `it ran out of memory and is retried alone: ${running}`,
  };
}

export function workersBlock({ active, mission }: State): Block | undefined {
  const { limit } = mission.admission.workers;
  return active.size >= limit ? { reason: 'slots', detail: `${active.size} workers, limit ${limit}` } : undefined;
}

/** Names of the parts of a sum, in words that need no explanation: `unseen` and `reserved` in the journal. */
const JUST_STARTED = 'for tasks that just started';
const RESERVED = 'reserved for running tasks';

function figures(what: string, value: number, extra: number, extraName: string, against: string): string {
  return `${sum(what, value, extra, extraName)}, ${against}`;
}

function sum(what: string, value: number, extra: number, extraName: string): string {
  return `${what} ${percent(value)}${extra > 0 ? ` + ${percent(extra)} ${extraName}` : ''}`;
}

/** Such as `container of 6 GiB: memory`. */
function named(what: string, constraint: string | undefined): string {
  return constraint === undefined ? what : `${constraint}: ${what}`;
}

function percent(value: number): string {
  return `${round(value)} %`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
