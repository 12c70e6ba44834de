import type { Files } from '../kernel/files.ts';
import type { ProcessRows } from './process-list.ts';
import type { ProcessRow } from './process-stat.ts';

/** Seconds since the start of a thread, or within a window. */
export interface ThreadTimes {
  /** For which it ran. */
  readonly ran: number;
  /** For which it could have run, but waited for a CPU. */
  readonly waited: number;
}

/** What was read of the processes of one tree, and how much their threads ran and waited since the look before. */
export interface ThreadLook {
  readonly processes: ReadonlyMap<number, KnownProcess>;
  readonly all: ThreadTimes;
  /** The part of threads that have run for a while. A new thread has mostly waited so far, whatever follows. */
  readonly mature: ThreadTimes;
  /** Threads that ran or waited since the look before. */
  readonly active: number;
}

export interface KnownProcess {
  readonly start: number;
  /** Clock ticks when its threads were read. */
  readonly ticks: number;
  readonly threads: ReadonlyMap<number, ThreadTimes>;
}

/** Threads that are read at one look; one takes about 10 µs. */
const MOST_THREADS = 200;

/** Seconds that a thread has run before its times are typical. */
const MATURE = 0.02;

const NANOSECONDS = 1e9;
const SCHEDSTAT = /^(\d+) (\d+) (\d+)/;

export interface ThreadReader {
  /** Before each look at all trees: the limit of threads counts again. */
  begin(): void;
  /** Reads processes that have changed since `before`. */
  look(members: ProcessRows, before: ReadonlyMap<number, KnownProcess>): ThreadLook;
}

/**
 * Undefined if the kernel does not count the time that threads wait: then there is no `schedstat` (no CONFIG_SCHED_INFO, gVisor), or its
 * figures are all 0 (`nodelayacct` in older kernels). The sysctl `sched_schedstats` has no influence on these figures.
 */
export function createThreadReader(files: Files): ThreadReader | undefined {
  if (!countsWaiting(files)) return undefined;
  let left = MOST_THREADS;

  function readThreads({ pid, threads }: ProcessRow): ReadonlyMap<number, ThreadTimes> {
    const found = new Map<number, ThreadTimes>();
    // The file of the process contains its first thread only.
    const names = threads > 1 ? files.names(`/proc/${pid}/task`).slice(0, left) : [];
    left -= Math.max(1, names.length);
    if (names.length === 0) enterThread(found, pid, `/proc/${pid}/schedstat`);
    for (const name of names) enterThread(found, Number(name), `/proc/${pid}/task/${name}/schedstat`);
    return found;
  }

  function enterThread(found: Map<number, ThreadTimes>, thread: number, path: string): void {
    const times = parseSchedstat(files.text(path));
    if (times !== undefined) found.set(thread, times);
  }

  function look(members: ProcessRows, before: ReadonlyMap<number, KnownProcess>): ThreadLook {
    const processes = new Map<number, KnownProcess>();
    const all = { ran: 0, waited: 0 };
    const mature = { ran: 0, waited: 0 };
    let active = 0;
    for (const row of members.values()) {
      const { pid, start, ticks } = row;
      const known = before.get(pid);
      const old = known?.start === start ? known : undefined;
      if (row.hasEnded || left <= 0 || (old !== undefined && !hasChanged(row, old))) {
        if (old !== undefined) processes.set(pid, old);
        continue;
      }
      const threads = readThreads(row);
      processes.set(pid, { start, ticks, threads });
      for (const [thread, { ran, waited }] of threads) {
        const earlier = old?.threads.get(thread);
        const since = { ran: ran - (earlier?.ran ?? 0), waited: waited - (earlier?.waited ?? 0) };
        add(all, since);
        if (since.ran > 0 || since.waited > 0) active += 1;
        if (ran >= MATURE) add(mature, since);
      }
    }
    return { processes, all, mature, active };
  }

  return {
    begin: () => {
      left = MOST_THREADS;
    },
    look,
  };
}

/** The first two figures of /proc/PID/schedstat: time on the CPU and time in the run queue, in nanoseconds. */
export function parseSchedstat(text: string | undefined): ThreadTimes | undefined {
  const [, ran, waited] = SCHEDSTAT.exec(text ?? '') ?? [];
  if (ran === undefined || waited === undefined) return undefined;
  return { ran: Number(ran) / NANOSECONDS, waited: Number(waited) / NANOSECONDS };
}

/** True if the kernel counts how long threads wait for a CPU. This process has run, so its own figures are not 0. */
export function countsWaiting(files: Files): boolean {
  const [, ...figures] = SCHEDSTAT.exec(files.text('/proc/self/schedstat') ?? '') ?? [];
  return figures.some((figure) => Number(figure) > 0);
}

/** A process that sleeps costs nothing. One that waited for a CPU all the time has used none, but is runnable. */
function hasChanged({ ticks, isRunnable }: ProcessRow, old: KnownProcess): boolean {
  return isRunnable || ticks !== old.ticks;
}

function add(sum: { ran: number; waited: number }, { ran, waited }: ThreadTimes): void {
  sum.ran += Math.max(0, ran);
  sum.waited += Math.max(0, waited);
}
