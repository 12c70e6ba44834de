import type { Files } from '../kernel/files.ts';
import type { ProcessRows } from './process-list.ts';
import type { ProcessRow } from './process-stat.ts';

/** Divides the memory of processes that share pages. */
export interface SharedPages {
  /**
   * Reads again what may have changed in these trees, within the budget of CPU time, the oldest figure first.
   *
   * @param trees the members of each tree. If `areAll`, processes that are in none of them are forgotten
   */
  refresh(trees: Iterable<ProcessRows>, areAll: boolean): void;
  /** The part of a process's resident memory that counts as its own: 0 to 1; 1 if it was never read. */
  shareOf(row: ProcessRow): number;
}

export interface SharedPagesEdges {
  readonly files: Files;
  /** Bytes. */
  readonly pageSize: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Milliseconds of CPU that this process has used. */
  readonly cpuTime: () => number;
}

/** Smaller processes are not worth a reading: most of what they share is the C library. Bytes. */
const WORTH = 8 * 2 ** 20;

/** For each reading the kernel walks over all pages of the process, which takes 1 ms for 100 MB. Milliseconds of CPU a second. */
const BUDGET = 1;

/** Unused budget that may accumulate for the start of many processes at once. Milliseconds of CPU. */
const SAVED = 10;

/** Milliseconds after which a figure is read again even if nothing seems to have changed: a sibling may have written to shared pages. */
const OLD = 10_000;

/** Of its pages: what a process may grow or shrink by before its figure is read again. */
const GROWTH = 0.5;
const SHRINKAGE = 0.1;

interface Known {
  readonly start: number;
  readonly at: number;
  readonly pages: number;
  readonly siblings: number;
  /** Of these pages. */
  readonly share: number;
}

/**
 * Pages that processes share, after a fork or of one program, are resident in each of them. Added up, they count several
 * times: a forking task seems to have used up its request while it has not, and its peak is too high. The kernel states
 * the proportional set size (`Pss` in /proc/PID/smaps_rollup): each shared page divided by the number of its users. It is
 * expensive to compute, so it is read only in trees with several large processes, within a budget of CPU time.
 */
export function createSharedPages({ files, pageSize, now, cpuTime }: SharedPagesEdges): SharedPages {
  let known = new Map<number, Known>();
  let budget = SAVED;
  let filled = now();

  function refresh(trees: Iterable<ProcessRows>, areAll: boolean): void {
    const at = now();
    budget = Math.min(SAVED, budget + ((at - filled) * BUDGET) / 1000);
    filled = at;
    const kept = new Map<number, Known>();
    const due: { readonly row: ProcessRow; readonly siblings: number; readonly before: number }[] = [];
    for (const members of trees) {
      const large = [...members.values()].filter(({ pages }) => pages * pageSize >= WORTH);
      // A large process that is alone in its tree shares pages only with other trees, mostly those of its program.
      if (large.length < 2) continue;
      for (const row of large) {
        const old = knownOf(row);
        if (old !== undefined) kept.set(row.pid, old);
        if (isDue(row, old, members.size, at)) due.push({ row, siblings: members.size, before: old?.at ?? -1 });
      }
    }
    if (areAll) known = kept;
    due.sort((one, other) => one.before - other.before || other.row.pages - one.row.pages);
    for (const { row, siblings } of due) {
      if (budget <= 0) return;
      const began = cpuTime();
      const share = readShare(row.pid);
      budget -= cpuTime() - began;
      known.set(row.pid, { start: row.start, at, pages: row.pages, siblings, share });
    }
  }

  function knownOf({ pid, start }: ProcessRow): Known | undefined {
    const found = known.get(pid);
    return found?.start === start ? found : undefined;
  }

  /** 1 if it cannot be read: the process is gone, belongs to another user, or the kernel is older than 4.14. */
  function readShare(pid: number): number {
    const rollup = files.head(`/proc/${pid}/smaps_rollup`);
    return rollup === undefined ? 1 : (parseShare(rollup) ?? 1);
  }

  return { refresh, shareOf: (row) => shareNow(row, knownOf(row)) };
}

function isDue({ pages }: ProcessRow, old: Known | undefined, siblings: number, at: number): boolean {
  return (
    old === undefined ||
    old.siblings !== siblings ||
    at - old.at >= OLD ||
    pages > (1 + GROWTH) * old.pages ||
    pages < (1 - SHRINKAGE) * old.pages
  );
}

/**
 * Pages that were added since the reading count as the process's own. That is so for memory that it allocates, and errs on
 * the side of too much for shared files, so that a growing process need not be read again in each window.
 */
function shareNow({ pages }: ProcessRow, known: Known | undefined): number {
  if (known === undefined) return 1;
  const added = pages - known.pages;
  return added <= 0 ? known.share : (known.share * known.pages + added) / pages;
}

const latin = new TextDecoder('latin1');

/** Pss divided by Rss, from /proc/PID/smaps_rollup; undefined if one of them is missing or nothing is resident. */
export function parseShare(rollup: Uint8Array): number | undefined {
  const text = latin.decode(rollup);
  const [resident, proportional] = ['Rss', 'Pss'].map((name) =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(text)?.[1]),
  );
  const share = (proportional ?? Number.NaN) / (resident ?? Number.NaN);
  return share >= 0 && Number.isFinite(share) ? Math.min(1, share) : undefined;
}
