import { ofTask, type Reading, type Share } from '../events/reading.ts';
import { type State, taskState } from '../state/state.ts';
import type { Demands } from './demand.ts';
import { measuredCpus, ownCpus } from './demand.ts';
import { expectedMemory, isGrowing } from './growth.ts';

/**
 * One constraint as the gate sees it: what is in use, and what the running tasks will use besides. Everything in percent of its
 * capacity, so that constraints can be compared with each other and with the limits.
 */
export interface ConstraintView {
  /** Absent if only percentages are known. */
  readonly name?: string;
  /** CPU in use, without tasks that have ended since; absent if unknown, or if it does not limit CPUs. */
  readonly cpu?: number;
  /** CPU that running tasks are expected to use and that no reading shows yet. */
  readonly unseen: number;
  /** Absent if unknown, or if it does not limit memory. */
  readonly memory?: number;
  /** Memory that running tasks are expected to use and do not use yet. */
  readonly reserved: number;
  /** Percent that one CPU is, and that one byte is; 0 if it does not limit that. */
  readonly perCpu: number;
  readonly perByte: number;
}

/** From this share of its capacity on, a constraint is saturated: other processes may want more CPU than they got. */
const SATURATED = 0.97;

/**
 * Half of what one program gets of a saturated constraint when it shares it fairly with the tasks of the mission. Others that got less
 * got what they wanted.
 */
const CALM = 0.5;

/** CPUs that processes outside of the mission used, those that its tasks were measured to use, and those expected of the rest. */
interface OwnUse {
  /** All trees of the mission in the window, with those that have ended; undefined if it is not measured. */
  readonly inWindow?: number;
  readonly measured: number;
  readonly expected: number;
  /** Tasks that this window shows. */
  readonly running: number;
}

/** The machine, then its control groups. One without a name if only percentages are known. */
export function constraintViews(
  state: State,
  reading: Reading | undefined,
  demands: Demands,
): readonly ConstraintView[] {
  const own = ownUse(state, reading, demands);
  const reserved = reservedBytes(state, reading, demands);
  const { machine } = state;
  const { constraints } = reading ?? {};
  if (constraints !== undefined && constraints.length > 0) {
    return constraints.map(({ name, cpu, memory }) => ({
      name,
      ...(cpu === undefined ? { unseen: 0, perCpu: 0 } : cpuView(cpu, own)),
      ...(memory === undefined ? { reserved: 0, perByte: 0 } : memoryView(memory, reserved)),
    }));
  }
  if (reading === undefined && machine.constraints !== undefined && machine.constraints.length > 0) {
    // Before the first window, memory is that of the start: otherwise requests would be checked against an empty machine.
    return machine.constraints.map(({ name, cpus, memory }) => ({
      name,
      ...(cpus === undefined ? { unseen: 0, perCpu: 0 } : scale(own, cpus > 0 ? 100 / cpus : 0)),
      ...(memory === undefined ? { reserved: 0, perByte: 0 } : memoryView(memory, reserved)),
    }));
  }
  const memory = reading === undefined ? machine.memoryUsed : reading.memory;
  const used = reading?.cpu === undefined ? undefined : seen((reading.cpu * machine.cpus) / 100, machine.cpus, own);
  return [
    {
      ...(used === undefined ? {} : { cpu: tidy((100 * used) / machine.cpus) }),
      ...scale(own, 100 / machine.cpus),
      ...(memory === undefined ? {} : { memory }),
      reserved: tidy(percentOfMemory(reserved, machine.memory)),
      perByte: percentOfMemory(1, machine.memory),
    },
  ];
}

/** A constraint that allows nothing is full: a share of nothing would be no number, and would open the gate. */
function cpuView({ capacity, used }: Share, own: OwnUse): Pick<ConstraintView, 'cpu' | 'unseen' | 'perCpu'> {
  if (capacity <= 0) return { cpu: 100, unseen: 0, perCpu: 0 };
  return { cpu: tidy((100 * seen(used, capacity, own)) / capacity), ...scale(own, 100 / capacity) };
}

function memoryView(
  { capacity, used }: Share,
  reserved: number,
): Pick<ConstraintView, 'memory' | 'reserved' | 'perByte'> {
  if (capacity <= 0) return { memory: 100, reserved: 0, perByte: 100 };
  return {
    memory: tidy((100 * used) / capacity),
    reserved: tidy((100 * reserved) / capacity),
    perByte: 100 / capacity,
  };
}

function scale({ expected }: OwnUse, perCpu: number): { unseen: number; perCpu: number } {
  return { unseen: tidy(expected * perCpu), perCpu };
}

/**
 * CPUs in use: those of other processes, and those that the running tasks were measured to use. The share of a task that has ended is free
 * at once, without a new window. Only a saturated machine on which others use much has to be measured again, because they may
 * take what has become free.
 */
function seen(used: number, capacity: number, { inWindow, measured, running }: OwnUse): number {
  if (inWindow === undefined) return used;
  const others = Math.max(0, used - inWindow);
  const mayWantMore = used >= SATURATED * capacity && others >= (CALM * capacity) / (running + 1);
  // Rates of single tasks are measured at slightly other moments: their sum can be more than there is.
  return Math.min(capacity, mayWantMore ? Math.max(used, others + measured) : others + measured);
}

function ownUse(state: State, reading: Reading | undefined, demands: Demands): OwnUse {
  const inWindow = ownCpus(state, reading);
  let measured = 0;
  let expected = 0;
  const { positions } = state.plan;
  for (const position of state.active.values()) {
    const { cpus } = demands.at(position);
    if (inWindow === undefined) {
      if (reading === undefined || !wholeWindowPassed(state, positions.idAt(position), reading)) expected += cpus;
      continue;
    }
    const use = measuredCpus(state, positions.idAt(position), reading);
    if (use === undefined) expected += cpus;
    else measured += use;
  }
  const running = Math.max(1, Object.keys(reading?.usage ?? {}).length);
  if (inWindow === undefined) return { measured, expected, running };
  for (const [id, { cpu }] of Object.entries(reading?.usage ?? {})) {
    const service = state.services.get(id);
    if (service !== undefined && service.phase !== 'ended' && service.phase !== 'idle') measured += cpu ?? 0;
  }
  return { inWindow, measured, expected, running };
}

/** Without a measurement of the task itself, its launch shows from the first window that begins after it. */
function wholeWindowPassed(state: State, id: string, reading: Reading): boolean {
  const task = taskState(state, id);
  return (task.phase === 'running' || task.phase === 'stopping') && task.launched <= reading.from;
}

function reservedBytes(state: State, reading: Reading | undefined, demands: Demands): number {
  let bytes = 0;
  for (const position of state.active.values()) {
    const usage = ofTask(reading?.usage, state.plan.positions.ids[position] ?? '');
    const { memory } = demands.at(position);
    // Where usage is not measured, nothing shows when an unknown task has stopped growing.
    const estimate = ownCpus(state, reading) !== undefined && isGrowing(usage) ? demands.estimate : 0;
    // Beyond what is expected of it, it is expected to grow on as fast as now.
    const isBeyond = usage !== undefined && (memory === undefined || usage.memory > memory);
    const soon = isBeyond && ownCpus(state, reading) !== undefined ? expectedMemory(usage) : 0;
    bytes += Math.max(0, Math.max(memory ?? estimate, soon) - (usage?.memory ?? 0));
  }
  return bytes;
}

/** Both in bytes; 0 if the machine's memory is not known. */
export function percentOfMemory(bytes: number, memoryOfMachine: number): number {
  return memoryOfMachine > 0 ? (100 * bytes) / memoryOfMachine : 0;
}

/** Rounds a sum of decimals. Otherwise 58.2 + 20.1 + 21.7 would be above 100, and a report would show it. */
export function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
