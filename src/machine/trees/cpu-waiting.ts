import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { ProcessRows } from './process-list.ts';
import type { KnownProcess, ThreadReader, ThreadTimes } from './thread-times.ts';

/** How long the threads of one tree have waited for CPUs so far. Times in seconds, moments in milliseconds. */
export interface CpuWaiting {
  processes: ReadonlyMap<number, KnownProcess>;
  /** Moment of the newest look, or of the start. */
  looked: number;
  /** CPU time of threads that were seen. */
  seen: number;
  /** CPU time of threads that ended before a look found all of it. */
  unseen: number;
  /** Sum over all threads; an estimate. */
  waited: number;
  delayed: number;
  idle: number;
  /** 0 before the first look. */
  parallelism: number;
  /** Threads that could run at the newest look: an upper bound, because all threads of a process count if it has several. */
  runnable: number;
  /** Of the newest looks, older ones less, also of new threads: what unseen threads are assumed to have done, which are new ones too. */
  recent: ThreadTimes;
}

/** What is known about waiting when a step or service has ended. Empty if it ended before it was looked at. */
export type WaitedUse = Pick<TreeUsage, 'waited' | 'delayed' | 'idle' | 'parallelism'>;

/** Milliseconds. A shorter window does not show how many threads run in parallel. */
const SHORTEST_WINDOW = 100;

/** Milliseconds. A look that follows sooner is left out: the next one covers its time. */
const SHORTEST_DISTANCE = 30;

/** Seconds of CPU of which the times of threads are typical for others. */
const TYPICAL = 0.02;

const LONGEST_MEMORY = 0.5;

export interface WaitingMeter {
  /** Before each look at all trees. */
  begin(): void;
  /** Undefined for a helper of the runner, which has no id. */
  open(id: string | undefined, began: number): CpuWaiting | undefined;
  /**
   * Adds a look at the members of a tree.
   *
   * @param cpuSeconds of the tree so far
   */
  enter(waiting: CpuWaiting | undefined, members: ProcessRows, cpuSeconds: number, at: number): void;
  /** The tree has ended. */
  settle(waiting: CpuWaiting | undefined, cpuSeconds: number, at: number): WaitedUse;
}

/**
 * Estimates how much a tree was delayed by waiting for CPUs. The kernel has these times for running threads only, and a thread that ends
 * takes them along: CPU time that no look has seen is assumed to have waited in the same proportion as threads that were seen, first
 * those of the same tree, else those of all trees.
 *
 * Each window counts by itself, because a build that links at its end waits there as one thread:
 * - `waited` is the sum over all threads. If several wait at once, the tree is delayed once: by `waited`, divided by the threads that
 *   could run on average.
 * - The kernel counts a wait when it is over. If it began in an earlier window, it replaces idle time of that window.
 * - A window cannot be shorter than its CPU time takes on all CPUs: eight threads on two CPUs wait for each other, also alone.
 *
 * @param reader undefined if the kernel does not count the time that threads wait; then the result is undefined too
 * @param cpus that the mission may use
 */
export function createWaitingMeter(reader: ThreadReader | undefined, cpus: number): WaitingMeter | undefined {
  if (reader === undefined) return undefined;
  /** Of all trees. */
  let general: ThreadTimes = { ran: 0, waited: 0 };

  function assumed({ recent }: CpuWaiting, now: ThreadTimes): number {
    const source = [recent, general].find(({ ran }) => ran >= TYPICAL) ?? now;
    return source.ran > 0 ? source.waited / source.ran : 0;
  }

  /** @param threads the most that could run at once, for the part that was not seen */
  function enterWindow(waiting: CpuWaiting, seen: ThreadTimes, cpuSeconds: number, at: number, threads: number): void {
    const length = (at - waiting.looked) / 1000;
    waiting.looked = at;
    if (length <= 0) return;
    waiting.seen += seen.ran;
    const unseen = Math.max(0, cpuSeconds - waiting.seen - waiting.unseen);
    waiting.unseen += unseen;
    const ran = seen.ran + unseen;
    const most = Math.max(1, threads);
    const possible = most * length - ran - seen.waited;
    const waited = seen.waited + Math.min(Math.max(0, possible), unseen * assumed(waiting, seen));
    // The kernel counts a wait when it is over: what does not fit into this window was taken for idle time before.
    const earlier = Math.max(0, -possible);
    const late = Math.min(waiting.idle, earlier / most);
    waiting.idle -= late;
    const here = Math.max(0, waited - earlier);
    const parallel = (ran + here) / length;
    waiting.waited += waited;
    waiting.delayed += late + Math.min(here / Math.max(1, parallel), Math.max(0, length - ran / cpus));
    waiting.idle += Math.max(0, length - ran - waited);
    if (1000 * length >= SHORTEST_WINDOW || waiting.parallelism === 0) {
      waiting.parallelism = Math.max(waiting.parallelism, parallel);
    }
  }

  return {
    begin: () => reader.begin(),
    open: (id, began) => (id === undefined ? undefined : opened(began)),
    enter: (waiting, members, cpuSeconds, at) => {
      if (waiting === undefined || at - waiting.looked < SHORTEST_DISTANCE) return;
      const { processes, all, mature, active } = reader.look(members, waiting.processes);
      waiting.processes = processes;
      waiting.recent = newest(waiting.recent, all);
      general = newest(general, mature);
      let runnable = 0;
      for (const row of members.values()) runnable += row.threads > 1 ? row.threads : Number(row.isRunnable);
      enterWindow(waiting, all, cpuSeconds, at, Math.max(active, runnable, waiting.runnable));
      waiting.runnable = runnable;
    },
    settle: (waiting, cpuSeconds, at) => {
      if (waiting === undefined || waiting.processes.size === 0) return {};
      enterWindow(waiting, { ran: 0, waited: 0 }, cpuSeconds, at, waiting.runnable);
      const { waited, delayed, idle, parallelism } = waiting;
      return {
        waited: thousandths(waited),
        delayed: thousandths(delayed),
        idle: thousandths(idle),
        parallelism: thousandths(parallelism),
      };
    },
  };
}

function opened(began: number): CpuWaiting {
  return {
    processes: new Map(),
    looked: began,
    seen: 0,
    unseen: 0,
    waited: 0,
    delayed: 0,
    idle: 0,
    parallelism: 0,
    runnable: 0,
    recent: { ran: 0, waited: 0 },
  };
}

/** Older times count less: together they count as this many seconds of CPU at most. */
function newest(before: ThreadTimes, now: ThreadTimes): ThreadTimes {
  const kept = before.ran > LONGEST_MEMORY ? LONGEST_MEMORY / before.ran : 1;
  return { ran: kept * before.ran + now.ran, waited: kept * before.waited + now.waited };
}

/** A journal has these figures for each step. */
export function thousandths(value: number): number {
  return Math.round(1000 * value) / 1000;
}
