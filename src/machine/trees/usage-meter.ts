/*
 * This folder measures the CPU time and the memory of process trees on Linux: the usage of each task and service.
 *
 * `process-list.ts` reads processes, `stat-files.ts` keeps their files open, and `process-stat.ts` parses them. `owners.ts` decides to which tree a process belongs, and
 * `members.ts` collects the members of each tree. `account.ts` keeps the sums of one tree and `total.ts` that of all, `waited-time.ts`
 * measures what ended and `share-out.ts` divides its time, `shared-pages.ts` divides memory that processes share, and `runnable.ts` counts threads. `early-looks.ts` looks at new trees.
 * `thread-times.ts` reads how long threads waited for a CPU, and `cpu-waiting.ts` estimates how much that delayed a tree. `usage-meter.ts` puts
 * all of it together.
 *
 * Invariants:
 * - `owners.ts` is the only answer to the question to which tree a process belongs, also for stopping and for ports (`process`).
 * - CPU time of processes that were waited for is exact to the last tick. Only daemons that come and go between two looks are missed.
 * - The cost is bounded: one small file for each process that belongs to no tree, and a budget of CPU time for shared pages.
 *
 * Not here: the load of the whole machine (`machine/measure`), and stopping trees (`process/trees`).
 */
import type { TreeUsage, Usage } from '../../schedule/events/reading.ts';
import type { Files } from '../kernel/files.ts';
import type { KernelUnits } from '../kernel/units.ts';
import { enterLook, openAccount, type TreeAccount } from './account.ts';
import { createWaitingMeter, thousandths } from './cpu-waiting.ts';
import { createEarlyLooks } from './early-looks.ts';
import { type Escaped, membersOf } from './members.ts';
import { ancestorsOf, createProcessList, listTree, type ProcessList, type ProcessRows } from './process-list.ts';
import { type ProcessRow, parseHighWater, parseProcessStat } from './process-stat.ts';
import { createRunnable } from './runnable.ts';
import { createSharedPages } from './shared-pages.ts';
import { type StatFiles, statFilesOf } from './stat-files.ts';
import { createThreadReader } from './thread-times.ts';
import { createTotal } from './total.ts';
import { createWaitedTime } from './waited-time.ts';

/** What was seen at one look at all trees. */
export interface UsageLook {
  /** By id of a running task or service; absent if none is running. */
  readonly usage?: Readonly<Record<string, Usage>>;
  /** CPU seconds that all tasks and services have used so far, with those that have ended. Never decreases. */
  readonly cpuSeconds: number;
}

type Used = Pick<TreeUsage, 'cpuSeconds' | 'waited'>;

/**
 * Undefined where processes cannot be measured.
 *
 * @param isResting the machine has used hardly any CPU since the newest look: it is returned again unless a tree began or ended
 */
export type MeasureUsage = (isResting?: boolean) => UsageLook | undefined;

export interface UsageMeter {
  /** A child was started that leads its own session. Without an id it is a helper of the runner and belongs to no task. */
  started(leader: number, id?: string): void;
  /** The child was waited for. Calls back once, at the latest in the same turn of the event loop; with undefined if it could not be measured. */
  exited(leader: number, settled: (used: TreeUsage | undefined) => void): void;
  /** Looks at all trees. */
  measure: MeasureUsage;
}

export interface MeterEdges {
  readonly files: Files;
  /** Absent: read with `files`. */
  readonly stats?: StatFiles;
  readonly units: KernelUnits;
  /** CPUs that the mission may use. */
  readonly cpus: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Milliseconds of CPU that this process has used. */
  readonly cpuTime: () => number;
  /** Pids of processes that start and wait for programs in the place of this one; absent: none. */
  readonly spawners?: () => readonly number[];
  /** The id in the mark of this run that a process carries in its environment. */
  readonly idOf: (pid: number) => string | undefined;
}

/**
 * Measures process trees on Linux. CPU: our own time of waited-for children (/proc/self/stat) grows, when the leader of a
 * tree is reaped, by what it and all of its descendants used that were waited for in turn, to the last tick. On top comes
 * what was seen of those that no process waited for. Only that can be missed: daemons that come and go between two looks.
 * Memory: resident pages, shared ones divided, and high-water marks at the looks, one a window and two soon after the start; a process that
 * begins and ends between two looks is not seen.
 */
export function createUsageMeter({ files, stats, units, cpus, now, cpuTime, idOf, spawners }: MeterEdges): UsageMeter {
  const trees = new Map<number, TreeAccount>();
  const early = createEarlyLooks(now, lookEarly);
  const earlier = createEarlierUse();
  const escaped: Escaped = new Map();
  /** Of the newest look at all trees, unless one began or ended since. */
  let newest: UsageLook | undefined;
  const total = createTotal(trees);
  const list = createProcessList(files, stats);
  const shared = createSharedPages({ files, pageSize: units.pageSize, now, cpuTime });
  const countRunnable = createRunnable({ files, cpus, now });
  const waitingMeter = createWaitingMeter(createThreadReader(files), cpus);
  const { ticksPerSecond } = units;
  const own = readOwn(files);
  const since = own?.start ?? 0;
  /** Processes that can become the parent of our orphans: process 1, and our own ancestors. */
  const adopters = new Set([1, ...(own === undefined ? [] : ancestorsOf(own.parent, files))]);
  const waited = createWaitedTime({ childTicks: () => waitedTicks(files, stats, spawners), ticksPerSecond, now });

  function started(leader: number, id?: string): void {
    // Time of children that were waited for before belongs to no tree. While trees run, all added time belongs to one of them.
    if (trees.size === 0 && !waited.isSettling()) waited.begin();
    newest = undefined;
    const began = now();
    const account = openAccount(leader, id, began, waitingMeter?.open(id, began));
    trees.set(leader, account);
    if (id !== undefined) early.begin(account);
  }

  function lookEarly(account: TreeAccount): void {
    newest = undefined;
    const members = listTree(files, account.leader);
    if (members.size === 0) return;
    waitingMeter?.begin();
    shared.refresh([members], false);
    enter(account, members);
  }

  function enter(account: TreeAccount, members: ProcessRows): void {
    const at = now();
    enterLook(account, members, {
      at,
      pageSize: units.pageSize,
      shareOf: shared.shareOf,
      highWater: (pid) => highWaterOf(pid, files),
    });
    waitingMeter?.enter(account.waiting, members, account.ticks / ticksPerSecond, at);
  }

  function exited(leader: number, settled: (used: TreeUsage | undefined) => void): void {
    const account = trees.get(leader);
    if (account === undefined) {
      settled(undefined);
      return;
    }
    newest = undefined;
    trees.delete(leader);
    early.end(leader);
    const settleTotal = total.ended(account);
    const at = now();
    waited.settle(account, (used) => {
      const { id, waiting } = account;
      settleTotal(used === undefined ? 0 : used.cpuSeconds * ticksPerSecond);
      const all = used === undefined ? undefined : { ...used, ...waitingMeter?.settle(waiting, used.cpuSeconds, at) };
      earlier.add(id, all);
      settled(all);
    });
  }

  function measure(isResting = false): UsageLook {
    if (isResting && newest !== undefined) return newest;
    const usage = trees.size === 0 ? [] : lookAtAll();
    const cpuSeconds = total.ticks() / ticksPerSecond;
    newest = usage.length === 0 ? { cpuSeconds } : { usage: Object.fromEntries(usage), cpuSeconds };
    return newest;
  }

  function lookAtAll(): readonly (readonly [string, Usage])[] {
    const rows = list.read();
    const leaders = new Set(trees.keys());
    const markedFor = ({ pid, parent, start }: ProcessRow) =>
      adopters.has(parent) && start >= since ? leaderOf(idOf(pid), trees) : undefined;
    const members = membersOf(rows, { leaders, escaped, markedFor });
    dismissUnrelated(list, rows, members);
    const runnable = countRunnable(members);
    waitingMeter?.begin();
    shared.refresh(members.values(), true);
    const usage: [string, Usage][] = [];
    for (const account of trees.values()) {
      const own = members.get(account.leader);
      if (account.id === undefined || own === undefined) continue;
      enter(account, own);
      const used = usageOf(account, earlier.of(account.id), ticksPerSecond);
      usage.push([account.id, withRunnable(used, runnable.get(account.leader))]);
    }
    return usage;
  }

  return { started, exited, measure };
}

function dismissUnrelated(list: ProcessList, rows: ProcessRows, members: ReadonlyMap<number, ProcessRows>): void {
  const inTrees = new Set([...members.values()].flatMap((own) => [...own.keys()]));
  for (const pid of rows.keys()) if (!inTrees.has(pid)) list.dismiss(pid);
}

/** By id, the use of trees that have ended: of earlier steps and attempts. */
function createEarlierUse() {
  const all = new Map<string, Used>();
  return {
    of: (id: string): Used | undefined => all.get(id),
    add: (id: string | undefined, used: Used | undefined): void => {
      if (id !== undefined && used !== undefined) all.set(id, sumOf(all.get(id), used));
    },
  };
}

function readOwn(files: Files): ProcessRow | undefined {
  const stat = files.head('/proc/self/stat');
  return stat === undefined ? undefined : parseProcessStat(0, stat);
}

/** Ticks of all programs that this process and its spawners have waited for. */
function waitedTicks(
  files: Files,
  stats: StatFiles = statFilesOf(files),
  spawners: () => readonly number[] = () => [],
): number | undefined {
  const own = childTicksOf('self', stats);
  return own === undefined ? undefined : spawners().reduce((sum, pid) => sum + (childTicksOf(pid, stats) ?? 0), own);
}

function childTicksOf(process: number | 'self', stats: StatFiles): number | undefined {
  const stat = stats.read(process);
  return stat === undefined ? undefined : parseProcessStat(0, stat)?.childTicks;
}

/** @param earlier of the trees of the same task that have ended */
function usageOf(account: TreeAccount, earlier: Used | undefined, ticksPerSecond: number): Usage {
  const { ticks, memory, rate, waiting } = account;
  const { cpuSeconds, waited } = sumOf(earlier, {
    cpuSeconds: ticks / ticksPerSecond,
    // 0 is the beginning, not a measurement.
    ...(waiting === undefined || waiting.processes.size === 0 ? {} : { waited: waiting.waited }),
  });
  return {
    cpuSeconds,
    memory,
    // In thousandths: a journal has one figure for each task in each window.
    ...(rate === undefined ? {} : { cpu: Math.round((rate * 1_000_000) / ticksPerSecond) / 1000 }),
    ...(waited === undefined ? {} : { waited: thousandths(waited) }),
  };
}

/** `waited` is absent if neither has it. */
function sumOf(one: Used = { cpuSeconds: 0 }, other: Used): Used {
  const cpuSeconds = one.cpuSeconds + other.cpuSeconds;
  if (one.waited === undefined && other.waited === undefined) return { cpuSeconds };
  return { cpuSeconds, waited: (one.waited ?? 0) + (other.waited ?? 0) };
}

function withRunnable(usage: Usage, runnable = 0): Usage {
  return runnable === 0 ? usage : { ...usage, runnable };
}

function highWaterOf(pid: number, files: Files): number | undefined {
  const status = files.head(`/proc/${pid}/status`);
  return status === undefined ? undefined : parseHighWater(status);
}

function leaderOf(id: string | undefined, trees: ReadonlyMap<number, TreeAccount>): number | undefined {
  if (id === undefined) return undefined;
  for (const account of trees.values()) if (account.id === id) return account.leader;
  return undefined;
}

/** For systems on which processes cannot be measured. */
export const noMeter: UsageMeter = {
  started: () => {},
  exited: (_, settled) => settled(undefined),
  measure: () => undefined,
};
