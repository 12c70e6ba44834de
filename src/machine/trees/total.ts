import type { TreeAccount } from './account.ts';

/** The CPU time of all tasks and services, running or ended. Without helpers of the runner, which belong to no task. */
export interface Total {
  /** Clock ticks so far. Never decreases. */
  ticks(): number;
  /** A tree has ended and its time is not settled yet: until then, what was seen of it counts. */
  ended(account: TreeAccount): (settledTicks: number) => void;
}

/** @param trees the running trees */
export function createTotal(trees: ReadonlyMap<number, TreeAccount>): Total {
  const ending = new Set<TreeAccount>();
  let settled = 0;

  function ended(account: TreeAccount): (settledTicks: number) => void {
    if (account.id === undefined) return () => {};
    ending.add(account);
    return (settledTicks) => {
      ending.delete(account);
      settled += Math.max(account.ticks, settledTicks);
    };
  }

  function ticks(): number {
    let sum = settled;
    for (const { id, ticks } of trees.values()) if (id !== undefined) sum += ticks;
    for (const { ticks } of ending) sum += ticks;
    return sum;
  }

  return { ticks, ended };
}
