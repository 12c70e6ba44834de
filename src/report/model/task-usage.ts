import type { TreeUsage, Usage } from '../../schedule/events/reading.ts';
import type { UsePoint } from '../../simulate/measured/measured-run.ts';

/** Measured usage of a task or service: exact for ended process trees, as last sampled for running ones. */
export interface TaskUsage {
  cpuSeconds: number;
  /** Highest resident bytes; absent if nothing ran long enough to be sampled. */
  peakMemory?: number;
  /** CPU seconds of the process trees that ended; absent in old journals, which do not have them. */
  settled?: number;
  /** For old journals only: CPU seconds of the processes before the running step, and of that step. */
  earlier: number;
  current: number;
  /** True if another step was started since the last reading. */
  restarted: boolean;
  /** Of the window in which it had the most threads that could run, while there were too many; absent if there never were. */
  mostRunnable?: MostRunnable;
  /** The usage at the end of each window that sampled it, and at the end of each process tree. */
  points: UsePoint[];
}

export interface MostRunnable {
  readonly threads: number;
  /** Milliseconds since the mission's start. */
  readonly at: number;
  /** How many tasks and tests ran then, with this one. */
  readonly active: number;
}

/** The task or service that the usage belongs to. */
interface Owner {
  usage?: TaskUsage;
}

/**
 * Records a sample of a running process tree.
 *
 * @param active how many tasks and tests run
 */
export function recordSample(owner: Owner, sample: Usage, at: number, active: number): void {
  const { cpuSeconds, memory, runnable } = sample;
  const usage = usageOf(owner);
  enterSample(usage, cpuSeconds, memory);
  if (runnable !== undefined && runnable > (usage.mostRunnable?.threads ?? 0)) {
    usage.mostRunnable = { threads: runnable, at, active };
  }
  addPoint(usage, { at, cpuSeconds: usage.cpuSeconds, memory });
}

/** The same for a service, whose waiting delays the tasks that use it. */
export function recordServiceSample(owner: Owner, sample: Usage, at: number, active: number): void {
  recordSample(owner, sample, at, active);
  noteWaited(owner, sample);
}

/** Records the exact usage of a service at its end. */
export function recordEndedService(owner: Owner, ended: TreeUsage, at: number): void {
  recordEndedTree(owner, ended, at);
  noteWaited(owner, ended);
}

/** Seconds for which threads have waited never go down. */
function noteWaited({ usage }: Owner, { waited }: Pick<Usage, 'waited'>): void {
  const [before, last] = usage?.points.slice(-2) ?? [];
  const [earlier, point] = last === undefined ? [undefined, before] : [before, last];
  if (usage === undefined || point === undefined || waited === undefined) return;
  usage.points[usage.points.length - 1] = { ...point, waited: Math.max(waited, earlier?.waited ?? 0) };
}

function enterSample(usage: TaskUsage, cpuSeconds: number, memory: number): void {
  if (memory > 0) usage.peakMemory = Math.max(usage.peakMemory ?? 0, memory);
  if (usage.settled !== undefined) {
    usage.cpuSeconds = Math.max(usage.cpuSeconds, cpuSeconds);
    return;
  }
  // The process tree of a new step starts at zero; a smaller figure without a new step is a child that has ended.
  if (usage.restarted && cpuSeconds < usage.current) {
    usage.earlier += usage.current;
    usage.current = 0;
  }
  usage.restarted = false;
  usage.current = Math.max(usage.current, cpuSeconds);
  usage.cpuSeconds = usage.earlier + usage.current;
}

/** Records the exact usage of a process tree at its end, which replaces its samples. */
export function recordEndedTree(owner: Owner, ended: TreeUsage, at: number): void {
  const usage = usageOf(owner);
  usage.settled = (usage.settled ?? 0) + ended.cpuSeconds;
  usage.cpuSeconds = usage.settled;
  const last = usage.points.at(-1);
  // Samples of orphans may exceed the figure at the end; usage never goes down.
  addPoint(usage, { at, cpuSeconds: Math.max(last?.cpuSeconds ?? 0, usage.settled), memory: last?.memory ?? 0 });
  if (ended.peakMemory !== undefined) usage.peakMemory = Math.max(usage.peakMemory ?? 0, ended.peakMemory);
}

/** An array that `push` makes longer has memory for 17 entries, and a short task has one point. */
function addPoint(usage: TaskUsage, point: UsePoint): void {
  if (usage.points.length === 0) usage.points = [point];
  else usage.points.push(point);
}

function usageOf(owner: Owner): TaskUsage {
  owner.usage ??= { cpuSeconds: 0, earlier: 0, current: 0, restarted: false, points: [] };
  return owner.usage;
}

/** The usage of two process trees, one after the other. A step that ended before it was measured has not waited. */
export function addUsage(one: TreeUsage | undefined, other: TreeUsage): TreeUsage {
  if (one === undefined) return other;
  const peakMemory = Math.max(one.peakMemory ?? 0, other.peakMemory ?? 0);
  const parallelism = highest(one.parallelism, other.parallelism);
  return {
    cpuSeconds: one.cpuSeconds + other.cpuSeconds,
    ...(peakMemory > 0 ? { peakMemory } : {}),
    ...sum('waited', one, other),
    ...sum('delayed', one, other),
    ...sum('idle', one, other),
    ...(parallelism === undefined ? {} : { parallelism }),
  };
}

function highest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** Absent if neither has the figure. */
function sum(
  key: 'waited' | 'delayed' | 'idle',
  { [key]: one }: TreeUsage,
  { [key]: other }: TreeUsage,
): Partial<TreeUsage> {
  return one === undefined && other === undefined ? {} : { [key]: (one ?? 0) + (other ?? 0) };
}
