import type { TreeUsage } from '../../schedule/events/reading.ts';
import { orphanTicks, type TreeAccount } from './account.ts';
import { shareOut } from './share-out.ts';

/** The CPU time of trees that have ended, from the time of waited-for children of this process. */
export interface WaitedTime {
  /** True while a tree has ended and is not yet settled. */
  isSettling(): boolean;
  /** Time of children that were waited for before now belongs to no tree. */
  begin(): void;
  /** A tree has ended. Calls back once, at the latest in the same turn of the event loop. */
  settle(account: TreeAccount, settled: (used: TreeUsage | undefined) => void): void;
}

export interface WaitedTimeEdges {
  /** Ticks of waited-for children of this process; undefined if they cannot be read. */
  readonly childTicks: () => number | undefined;
  readonly ticksPerSecond: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

export function createWaitedTime({ childTicks, ticksPerSecond, now }: WaitedTimeEdges): WaitedTime {
  let before: number | undefined;
  let ending: { readonly account: TreeAccount; readonly settled: (used: TreeUsage | undefined) => void }[] = [];

  function settleAll(): void {
    const all = ending;
    ending = [];
    const after = childTicks();
    const grown = after === undefined || before === undefined ? undefined : Math.max(0, after - before);
    before = after;
    const at = now();
    const ended = all.map(({ account }) => ({
      seen: account.ticks - orphanTicks(account.orphans),
      unseen: at - (account.looked ?? account.began),
      rate: account.rate ?? averageRate(account),
    }));
    const shares = grown === undefined ? [] : shareOut(grown, ended, ticksPerSecond / 1000);
    for (const [index, { account, settled }] of all.entries()) settled(usedBy(account, shares[index], ticksPerSecond));
  }

  return {
    isSettling: () => ending.length > 0,
    begin: () => {
      before = childTicks();
    },
    settle: (account, settled) => {
      ending.push({ account, settled });
      // Several children are reaped before the first of them is reported: the sum already contains the time of all of them.
      if (ending.length === 1) setImmediate(settleAll);
    },
  };
}

/** Since the start; undefined if there was no look. For a division it is good enough, however short the time was. */
function averageRate({ ticks, began, looked }: TreeAccount): number | undefined {
  return looked === undefined ? undefined : ticks / Math.max(1, looked - began);
}

function usedBy(
  { ticks, orphans, peak }: TreeAccount,
  waited: number | undefined,
  ticksPerSecond: number,
): TreeUsage | undefined {
  if (waited === undefined) return undefined;
  const cpuSeconds = Math.max(ticks, waited + orphanTicks(orphans)) / ticksPerSecond;
  return { cpuSeconds, ...(peak > 0 ? { peakMemory: peak } : {}) };
}
