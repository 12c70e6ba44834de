import type { Task } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../events/machine-facts.ts';
import type { LearnedDemand } from '../events/prediction.ts';
import { ofTask, type Reading, type Usage } from '../events/reading.ts';
import { highestSeen, type Seen } from '../state/seen.ts';
import { type State, taskState } from '../state/state.ts';
import { expectedMemory, isGrowing } from './growth.ts';

/**
 * What a task is expected to use, and how that is known. The best source wins, for CPU and for memory separately: declared in the
 * mission file, learned from earlier runs, seen of tasks with the same commands in this run, or unknown.
 */
export interface Demand {
  /** CPUs. If unknown, one CPU, or the whole machine if it has less. */
  readonly cpus: number;
  readonly cpusFrom: DemandSource;
  /** Bytes at its peak; absent if unknown. */
  readonly memory?: number;
  readonly memoryFrom: DemandSource;
}

export type DemandSource = 'declared' | 'history' | 'siblings' | 'unknown';

/** The demands of all tasks at one moment. Each is computed once, when it is needed. */
export interface Demands {
  of(id: string): Demand;
  /** The same by position. */
  at(position: number): Demand;
  /**
   * Bytes that a task of which nothing is known may grow to: as much as any task of this run, and at least 256 MiB. Before one of them has
   * ended or stopped growing, nothing shows how large they are: then more is assumed.
   */
  readonly estimate: number;
}

/** Bytes that a task of which nothing is known is expected to use at least. */
const LEAST_ESTIMATE = 256 * 1024 ** 2;

/** Bytes assumed before any task has shown how large it is, and the share of the memory that this is at most. */
const FIRST_ESTIMATE = 2 * 1024 ** 3;
const FIRST_SHARE = 0.25;

/** A task that has run for so long and does not grow has shown how much memory it uses. Milliseconds. */
const SETTLED = 1_000;

/** Percent of the CPUs from which on tasks get fewer CPUs than they would use. */
const CROWDED = 90;

/** CPUs of a task that waits for something else, however many of them there are. */
const IDLE = 0.1;

/**
 * On crowded CPUs, six builds are seen to use a third of a CPU each: then they count as one CPU, like a task of which nothing is known. If one
 * has ended and was measured to use less alone, they count as that.
 */
function uncrowded(siblings: Seen = {}): Seen {
  const { cpus, demand } = siblings;
  return cpus === undefined || cpus < IDLE || demand !== undefined
    ? siblings
    : { ...siblings, cpus: Math.max(1, cpus) };
}

const NONE: readonly (readonly [string, Usage])[] = [];

export function demandsAt(state: State, reading: Reading | undefined): Demands {
  let known: Map<number, Demand> | undefined;
  const unknown: Demand = { cpus: unknownCpus(state.machine), cpusFrom: 'unknown', memoryFrom: 'unknown' };
  const running =
    reading === undefined ? NONE : Object.entries(reading.usage ?? {}).filter(([id]) => state.active.has(id));
  const seen = running.length === 0 ? state.seen : new Map<string, Seen>(state.seen);
  for (const [id, usage] of running) {
    const group = state.plan.siblings.get(id);
    if (group === undefined) continue;
    const cpus = measuredCpus(state, id, reading);
    // What a task uses while it grows is not its peak, so that it alone says nothing.
    const isKnown = hasSettled(state, id, reading) || seen.get(group)?.memory !== undefined;
    seen.set(
      group,
      highestSeen(seen.get(group), {
        ...(isKnown ? { memory: usage.memory } : {}),
        ...(cpus === undefined ? {} : { cpus }),
      }),
    );
  }
  const isAnySettled = state.largest > 0 || running.some(([id]) => hasSettled(state, id, reading));
  const isCrowded = (reading?.cpu ?? 0) >= CROWDED;
  const isNothingLearned = seen.size === 0 && state.plan.demands.size === 0;
  const at = (position: number): Demand => {
    // Each check asks for the demand of all that runs, several times. A plan of 100,000 tasks asks a million times, and has seen nothing.
    const task = state.plan.byId.values[position];
    if (task === undefined || (isNothingLearned && declaresNothing(task))) return unknown;
    const before = known?.get(position);
    if (before !== undefined) return before;
    const siblings = seen.size === 0 ? undefined : seen.get(state.plan.siblings.get(task.id) ?? '');
    const demand = demandOf(state, task, isCrowded ? uncrowded(siblings) : siblings);
    known ??= new Map();
    known.set(position, demand);
    return demand;
  };
  return {
    of: (id) => at(state.plan.positions.of(id)),
    at,
    estimate: running.reduce(
      (most, [, usage]) => Math.max(most, expectedMemory(usage)),
      isAnySettled ? Math.max(LEAST_ESTIMATE, state.largest) : firstEstimate(state.machine),
    ),
  };
}

function firstEstimate({ memory }: MachineFacts): number {
  return Math.max(LEAST_ESTIMATE, Math.min(FIRST_ESTIMATE, FIRST_SHARE * memory));
}

function hasSettled(state: State, id: string, reading: Reading | undefined): boolean {
  const task = taskState(state, id);
  const usage = ofTask(reading?.usage, id);
  if (reading === undefined || usage === undefined || !('launched' in task)) return false;
  return reading.to - task.launched >= SETTLED && !isGrowing(usage);
}

/** True if nothing in the mission file says how much CPU or memory it uses. */
export function declaresNothing({ load, cpus, memory }: Task): boolean {
  return load === undefined && cpus === undefined && memory === undefined;
}

function demandOf(state: State, task: Task, siblings: Seen = {}): Demand {
  const { learn } = state.mission.admission;
  const learned = learn ? state.plan.demands.get(task.id) : undefined;
  const seen = learn ? siblings : {};
  return { ...cpuDemand(task, state.machine, learned, seen), ...memoryDemand(task, learned, seen) };
}

function cpuDemand(
  task: Pick<Task, 'load' | 'cpus'>,
  { cpus: most }: MachineFacts,
  learned: LearnedDemand | undefined,
  siblings: Seen,
): Pick<Demand, 'cpus' | 'cpusFrom'> {
  if (task.load !== undefined) return { cpus: (task.load * most) / 100, cpusFrom: 'declared' };
  // A budget is an upper bound: the use that was learned may be lower.
  const bound = Math.min(most, task.cpus ?? most);
  if (learned?.cpus !== undefined) return { cpus: Math.min(bound, learned.cpus), cpusFrom: 'history' };
  if (task.cpus !== undefined) return { cpus: bound, cpusFrom: 'declared' };
  const seen = Math.max(siblings.cpus ?? 0, siblings.demand ?? 0);
  if (siblings.cpus !== undefined) return { cpus: Math.min(most, seen), cpusFrom: 'siblings' };
  return { cpus: unknownCpus({ cpus: most }), cpusFrom: 'unknown' };
}

function unknownCpus({ cpus }: Pick<MachineFacts, 'cpus'>): number {
  return Math.min(cpus, 1);
}

function memoryDemand(
  { memory }: Task,
  learned: LearnedDemand | undefined,
  siblings: Seen,
): Pick<Demand, 'memory' | 'memoryFrom'> {
  if (memory !== undefined) return { memory, memoryFrom: 'declared' };
  if (learned?.memory !== undefined) return { memory: learned.memory, memoryFrom: 'history' };
  if (siblings.memory !== undefined) return { memory: siblings.memory, memoryFrom: 'siblings' };
  return { memoryFrom: 'unknown' };
}

/** CPUs of all trees of the mission in the window. Undefined if it is not measured, or if the gate waits for whole windows only. */
export function ownCpus({ mission }: State, reading: Reading | undefined): number | undefined {
  return mission.admission.react === 0 ? undefined : reading?.own;
}

/**
 * CPUs that a running task was measured to use. Undefined before it has run for almost `react`: until then its demand counts.
 * Not all of `react`, because timers and measurements differ by a few milliseconds.
 */
export function measuredCpus(state: State, id: string, reading: Reading | undefined): number | undefined {
  const task = taskState(state, id);
  const { react, sample } = state.mission.admission;
  const least = 0.9 * (react === 0 ? sample : Math.min(react, sample));
  if (reading === undefined || !('launched' in task) || reading.to - task.launched < least) return undefined;
  return ofTask(reading.usage, id)?.cpu;
}

/** Follows a figure in a sentence: where it comes from. Empty if the task declares it. */
export function sourceOf(source: DemandSource): string {
  switch (source) {
    case 'declared':
      return '';
    case 'history':
      return ' (as in earlier runs)';
    case 'siblings':
      return ' (as tasks with the same commands)';
    case 'unknown':
      return ' (assumed)';
    default:
      return source satisfies never;
  }
}
