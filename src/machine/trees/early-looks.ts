import type { TreeAccount } from './account.ts';

/** Milliseconds after the start of a tree at which it alone is looked at, so that a tree that ends before the next window is seen too. */
const EARLY_LOOKS: readonly number[] = [40, 250];

export interface EarlyLooks {
  begin(account: TreeAccount): void;
  /** The tree has ended. */
  end(leader: number): void;
}

/** @param now milliseconds, monotonic */
export function createEarlyLooks(now: () => number, look: (account: TreeAccount) => void): EarlyLooks {
  const timers = new Map<number, NodeJS.Timeout>();

  function next(account: TreeAccount, index: number): void {
    const due = EARLY_LOOKS[index];
    if (due === undefined) return;
    const lookNow = (): void => {
      look(account);
      next(account, index + 1);
    };
    timers.set(account.leader, setTimeout(lookNow, Math.max(1, account.began + due - now())).unref());
  }

  return {
    begin: (account) => next(account, 0),
    end: (leader) => {
      clearTimeout(timers.get(leader));
      timers.delete(leader);
    },
  };
}
