import type { CpuWaiting } from './cpu-waiting.ts';
import type { ProcessRows } from './process-list.ts';
import type { ProcessRow } from './process-stat.ts';

/** What is known about one process tree while it runs. Ticks are those of the kernel's clock. */
export interface TreeAccount {
  /** Pid of the first process, and number of its session and group. */
  readonly leader: number;
  /** Id of the task or service; undefined for a helper of the runner, which belongs to no task. */
  readonly id: string | undefined;
  /** When it was started: milliseconds, monotonic. */
  readonly began: number;
  /** Time of the newest look: milliseconds, monotonic. */
  looked?: number;
  /** The most ticks seen. Never decreases, although the sum of the running processes loses those that ended unwaited for. */
  ticks: number;
  /** The part of `ticks` that no waiting parent will account for, by process. */
  readonly orphans: Map<string, number>;
  /** The looks that the rate is measured from, at most two: the newest is at least `SHORTEST_RATE` after the one before. */
  since: readonly Since[];
  /** Ticks a millisecond since one of the looks before, or since the start; undefined if that is too short to be measured. */
  rate: number | undefined;
  /** Bytes at the newest look; pages that several processes share are divided among them, if that is known. */
  memory: number;
  /** Bytes; 0 before the first look that found something resident. */
  peak: number;
  /** By pid, the high-water mark of each process at the newest look. */
  marks: ReadonlyMap<number, Mark>;
  /** Undefined if the kernel does not count how long threads wait for a CPU, and for helpers of the runner. */
  readonly waiting: CpuWaiting | undefined;
}

interface Since {
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly ticks: number;
}

interface Mark {
  readonly start: number;
  /** At the newest look. */
  readonly faults: number;
  readonly pages: number;
  readonly bytes: number;
  /** How many looks since it was read for the last time. */
  readonly age: number;
}

/** Milliseconds. Over a shorter time, one tick of 10 ms more or less would be more than a tenth of a CPU. */
const SHORTEST_RATE = 100;

/** In looks. A growing process has its high-water mark read again after so many, although its page faults explain its size. */
const OLDEST_MARK = 4;

export function openAccount(
  leader: number,
  id: string | undefined,
  began: number,
  waiting: CpuWaiting | undefined,
): TreeAccount {
  const since = [{ at: began, ticks: 0 }];
  return {
    leader,
    id,
    began,
    ticks: 0,
    orphans: new Map(),
    since,
    rate: undefined,
    memory: 0,
    peak: 0,
    marks: new Map(),
    waiting,
  };
}

export interface LookEdges {
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly pageSize: number;
  /** The largest resident size of a process in bytes; undefined if it is not known. */
  readonly highWater: (pid: number) => number | undefined;
  /** The part of a process's resident memory that counts as its own: 0 to 1. */
  readonly shareOf: (row: ProcessRow) => number;
}

/**
 * Adds a look at the members to the account. The peak is the resident memory at a look plus, for each process with a new
 * high-water mark, the memory that it has given back since: peaks within one window count as simultaneous.
 */
export function enterLook(
  account: TreeAccount,
  members: ProcessRows,
  { at, pageSize, highWater, shareOf }: LookEdges,
): void {
  account.ticks = Math.max(account.ticks, countTicks(account, members));
  account.looked = at;
  enterRate(account, at);
  const marks = new Map<number, Mark>();
  let memory = 0;
  let given = 0;
  for (const row of members.values()) {
    const { pid, start, faults, pages } = row;
    const resident = pages * pageSize;
    memory += resident * shareOf(row);
    const mark = account.marks.get(pid);
    const old = mark?.start === start ? mark : undefined;
    const known = knownMark(old, row, resident);
    const bytes = known ?? highWater(pid) ?? 0;
    marks.set(pid, { start, faults, pages, bytes, age: known === undefined || old === undefined ? 0 : old.age + 1 });
    if (bytes > (old?.bytes ?? 0)) given += Math.max(0, bytes - resident);
  }
  account.marks = marks;
  account.memory = Math.round(memory);
  account.peak = Math.max(account.peak, Math.round(memory + given));
}

/** A look that follows the one before too soon is merged with it: the rate is measured from the look before that. */
function enterRate(account: TreeAccount, at: number): void {
  const base = account.since.findLast((one) => at - one.at >= SHORTEST_RATE);
  if (base === undefined) return;
  const { ticks } = account;
  account.rate = (ticks - base.ticks) / (at - base.at);
  const newest = account.since.at(-1) ?? base;
  if (newest === base) account.since = [base, { at, ticks }];
}

/**
 * The high-water mark of a process as far as it follows from what is known; undefined if it has to be read. Reading only
 * the others halves the cost of many processes that sleep or grow.
 *
 * Each page fault adds at least one page. If a process has grown by at least as many pages as it had faults, it has given
 * nothing back, so its mark is its size. A fault can add a huge page, which would cover up pages that were given back:
 * therefore the mark is read now and then all the same. It never goes down, so a late reading still finds it.
 */
function knownMark(old: Mark | undefined, { faults, pages }: ProcessRow, resident: number): number | undefined {
  if (old === undefined) return undefined;
  if (old.faults === faults && old.pages === pages) return old.bytes;
  const isExplained = pages - old.pages >= faults - old.faults && pages > old.pages;
  return isExplained && old.age + 1 < OLDEST_MARK ? Math.max(old.bytes, resident) : undefined;
}

/** The ticks of orphans are kept after they end: no process of the tree waits for them, so no parent's time contains them. */
function countTicks({ leader, orphans }: TreeAccount, members: ProcessRows): number {
  const tops = new Map<ProcessRow, number>();
  for (const row of members.values()) {
    const top = topOf(row, members);
    tops.set(top, (tops.get(top) ?? 0) + row.ticks);
  }
  let ticks = 0;
  for (const [top, sum] of tops) {
    if (top.pid === leader) ticks += sum;
    else orphans.set(keyOf(top), Math.max(sum, orphans.get(keyOf(top)) ?? 0));
  }
  return ticks + orphanTicks(orphans);
}

export function orphanTicks(orphans: ReadonlyMap<string, number>): number {
  let ticks = 0;
  for (const own of orphans.values()) ticks += own;
  return ticks;
}

function topOf(row: ProcessRow, members: ProcessRows): ProcessRow {
  let top = row;
  // A list that was not read in one moment can contain a cycle.
  for (let steps = 0; steps < members.size; steps += 1) {
    const parent = members.get(top.parent);
    if (parent === undefined) return top;
    top = parent;
  }
  return top;
}

function keyOf({ pid, start }: ProcessRow): string {
  return `${pid} ${start}`;
}
