import type { Usage } from '../schedule/reading.ts';
import type { Files } from './files.ts';
import type { KernelUnits } from './kernel-units.ts';
import { parseProcessStat } from './process-stat.ts';

/** What each task's process tree has used; undefined when nothing of them runs. Keys: task ids. */
export type MeasureUsage = (leaders: ReadonlyMap<string, number>) => Readonly<Record<string, Usage>> | undefined;

/** CPU time of one task over all its steps, each of which has a leader of its own. */
interface Account {
  leader: number;
  /** Ticks of the leaders before. */
  earlier: number;
  /** The most ticks seen under this leader. */
  highest: number;
}

/**
 * Adds up, from one pass over /proc, the processes whose session or process group is led by a task's leader. A time
 * never goes down: what an orphan used is lost to the sum when it ends, as nobody of the tree waited for it. What was
 * used after the last pass before a leader ended is not in the figures.
 */
export function createProcessUsage(files: Files, units: KernelUnits): MeasureUsage {
  const accounts = new Map<string, Account>();
  return (leaders) => {
    if (leaders.size === 0) {
      return undefined;
    }
    const sums = sumTrees(files, new Set(leaders.values()));
    const usage: [string, Usage][] = [];
    for (const [id, leader] of leaders) {
      const sum = sums.get(leader);
      if (sum !== undefined) {
        const ticks = settle(accounts, id, leader, sum.ticks);
        usage.push([id, { cpuSeconds: ticks / units.ticksPerSecond, memory: sum.pages * units.pageSize }]);
      }
    }
    return usage.length === 0 ? undefined : Object.fromEntries(usage);
  };
}

interface Sum {
  ticks: number;
  pages: number;
}

function sumTrees(files: Files, leaders: ReadonlySet<number>): ReadonlyMap<number, Sum> {
  const sums = new Map<number, Sum>();
  for (const name of files.names('/proc')) {
    const first = name.charCodeAt(0);
    const stat = first >= 48 && first <= 57 ? files.head(`/proc/${name}/stat`) : undefined;
    const found = stat === undefined ? undefined : parseProcessStat(stat, leaders);
    if (found !== undefined) {
      const sum = sums.get(found.leader) ?? { ticks: 0, pages: 0 };
      sum.ticks += found.ticks;
      sum.pages += found.pages;
      sums.set(found.leader, sum);
    }
  }
  return sums;
}

/** Enters what was seen now; returns the task's total. */
function settle(accounts: Map<string, Account>, id: string, leader: number, ticks: number): number {
  const account = accounts.get(id) ?? { leader, earlier: 0, highest: 0 };
  if (account.leader !== leader) {
    account.earlier += account.highest;
    account.highest = 0;
    account.leader = leader;
  }
  account.highest = Math.max(account.highest, ticks);
  accounts.set(id, account);
  return account.earlier + account.highest;
}
