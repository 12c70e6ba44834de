import type { Files } from '../kernel/files.ts';
import type { ProcessRows } from './process-list.ts';
import { isRunnableState } from './process-stat.ts';

/** What `createRunnable` needs. */
export interface RunnableEdges {
  readonly files: Files;
  /** CPUs that the mission may use. */
  readonly cpus: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** By leader of a tree: the number of its threads that could run. Empty unless all trees together have more than there are CPUs. */
export type RunnableThreads = ReadonlyMap<number, number>;

/** Milliseconds for which there are more threads than CPUs before this is reported; timers that ring a little early included. */
const LASTING = 950;

/** Milliseconds. A look that follows sooner returns what the one before has found. */
const SHORTEST_DISTANCE = 200;

/** Threads whose state is read at one look; one takes about 10 µs. Of a process beyond that, only the first thread counts. */
const MOST_THREADS = 200;

const NONE: RunnableThreads = new Map();

/**
 * Counts the threads of each tree that run or wait for a CPU, as their state in /proc says at the moment of a look. A count is
 * reported when it has lasted for a second: the lower one of this look and the one before. The states of threads are read
 * only while the whole machine has more runnable threads than CPUs, and only of processes with several threads.
 */
export function createRunnable({
  files,
  cpus,
  now,
}: RunnableEdges): (trees: ReadonlyMap<number, ProcessRows>) => RunnableThreads {
  let since: number | undefined;
  let before = NONE;
  let looked = Number.NEGATIVE_INFINITY;
  let found = NONE;

  function look(trees: ReadonlyMap<number, ProcessRows>): RunnableThreads {
    const counts = isCrowded(files, cpus) ? countEach(trees, files) : NONE;
    if (sum(counts) <= cpus) {
      since = undefined;
      before = NONE;
      return NONE;
    }
    const lasting = new Map([...counts].map(([leader, count]) => [leader, Math.min(count, before.get(leader) ?? 0)]));
    before = counts;
    since ??= now();
    return now() - since >= LASTING && sum(lasting) > cpus ? lasting : NONE;
  }

  return (trees) => {
    if (now() - looked >= SHORTEST_DISTANCE) {
      found = look(trees);
      looked = now();
    }
    return found;
  };
}

/** True if the machine has more runnable threads than CPUs, without the one that asks. Fourth field of proc_loadavg(5). */
function isCrowded(files: Files, cpus: number): boolean {
  const runnable = /^\S+ \S+ \S+ (\d+)\//.exec(files.text('/proc/loadavg') ?? '')?.[1];
  return runnable !== undefined && Number(runnable) - 1 > cpus;
}

function countEach(trees: ReadonlyMap<number, ProcessRows>, files: Files): RunnableThreads {
  let left = MOST_THREADS;
  const counts = new Map<number, number>();
  for (const [leader, rows] of trees) {
    let count = 0;
    for (const { pid, threads, isRunnable } of rows.values()) {
      const isRead = threads > 1 && threads <= left;
      if (isRead) left -= threads;
      count += isRead ? countThreads(pid, files) : Number(isRunnable);
    }
    counts.set(leader, count);
  }
  return counts;
}

function countThreads(pid: number, files: Files): number {
  const folder = `/proc/${pid}/task`;
  return files.names(folder).filter((thread) => {
    const stat = files.head(`${folder}/${thread}/stat`);
    return stat !== undefined && isRunnableState(stat);
  }).length;
}

function sum(counts: RunnableThreads): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
