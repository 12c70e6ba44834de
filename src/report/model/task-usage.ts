import type { TreeUsage, Usage } from '../../schedule/events/reading.ts';
import type { UsePoint } from '../../simulate/measured-run.ts';

/** Measured use of a task or service: of what has ended as it was told at each end, of what runs as last sampled. */
export interface TaskUsage {
  cpuSeconds: number;
  /** Highest resident bytes seen; absent when nothing ran long enough to be looked at. */
  peakMemory?: number;
  /** CPU seconds of the process trees that ended; absent in journals that do not tell them. */
  settled?: number;
  /** Only of such journals: CPU seconds of processes that ended before the step that runs now, and of that step. */
  earlier: number;
  current: number;
  /** True when another step was started since the last reading. */
  restarted: boolean;
  /** What was known at the end of each window that saw it, and at the end of each process tree. */
  readonly points: UsePoint[];
}

/** Whose use is recorded. */
interface Owner {
  usage?: TaskUsage;
}

/** What was seen of it while it ran. */
export function recordSample(owner: Owner, { cpuSeconds, memory }: Usage, at: number): void {
  const usage = usageOf(owner);
  enterSample(usage, cpuSeconds, memory);
  usage.points.push({ at, cpuSeconds: usage.cpuSeconds, memory });
}

function enterSample(usage: TaskUsage, cpuSeconds: number, memory: number): void {
  if (memory > 0) usage.peakMemory = Math.max(usage.peakMemory ?? 0, memory);
  if (usage.settled !== undefined) {
    usage.cpuSeconds = Math.max(usage.cpuSeconds, cpuSeconds);
    return;
  }
  // A step's own process tree starts at zero again; a smaller figure without a new step is only a child that is gone.
  if (usage.restarted && cpuSeconds < usage.current) {
    usage.earlier += usage.current;
    usage.current = 0;
  }
  usage.restarted = false;
  usage.current = Math.max(usage.current, cpuSeconds);
  usage.cpuSeconds = usage.earlier + usage.current;
}

/** What a whole process tree used, known at its end: it stands instead of what was seen of it. */
export function recordEndedTree(owner: Owner, ended: TreeUsage, at: number): void {
  const usage = usageOf(owner);
  usage.settled = (usage.settled ?? 0) + ended.cpuSeconds;
  usage.cpuSeconds = usage.settled;
  const last = usage.points.at(-1);
  // What was seen of orphans may be more than what is known at the end; what was used never goes down.
  usage.points.push({ at, cpuSeconds: Math.max(last?.cpuSeconds ?? 0, usage.settled), memory: last?.memory ?? 0 });
  if (ended.peakMemory !== undefined) usage.peakMemory = Math.max(usage.peakMemory ?? 0, ended.peakMemory);
}

function usageOf(owner: Owner): TaskUsage {
  owner.usage ??= { cpuSeconds: 0, earlier: 0, current: 0, restarted: false, points: [] };
  return owner.usage;
}

/** Two process trees one after the other. */
export function addUsage(one: TreeUsage | undefined, other: TreeUsage): TreeUsage {
  if (one === undefined) return other;
  const peak = Math.max(one.peakMemory ?? 0, other.peakMemory ?? 0);
  return { cpuSeconds: one.cpuSeconds + other.cpuSeconds, ...(peak > 0 ? { peakMemory: peak } : {}) };
}
