import type { Mark, ProcessRow, ProcessSystem } from './process-system.ts';

/** All processes at one moment; marks are read when asked for, once. */
export interface Snapshot {
  readonly rows: readonly ProcessRow[];
  markOf(pid: number): Mark | undefined;
}

/** Milliseconds; long enough that stopping many tasks at once reads `/proc` once, short enough to miss little. */
const shared = 25;

/** Where a look takes longer than that, on a machine full of processes, it serves for this many times as long. */
const timesItsCost = 4;

/** Milliseconds. */
const longest = 500;

/**
 * @param now monotonic milliseconds
 * @returns gives a snapshot that is at most a moment old and was not taken before that time
 */
export function createSnapshots(system: ProcessSystem, now: () => number): (notBefore: number) => Snapshot {
  let last: { readonly at: number; readonly snapshot: CostedSnapshot } | undefined;
  return (notBefore) => {
    const at = now();
    if (last !== undefined && last.at >= notBefore && at - last.at < lifeOf(last.snapshot.cost())) return last.snapshot;
    const snapshot = takeSnapshot(system, now);
    last = { at, snapshot };
    return snapshot;
  };
}

/** Stopping hundreds of tasks must not take a look for each of them, however long one takes. */
function lifeOf(cost: number): number {
  return cost + Math.max(shared, Math.min(longest, timesItsCost * cost));
}

interface CostedSnapshot extends Snapshot {
  /** Milliseconds that reading it has taken up to now. */
  cost(): number;
}

function takeSnapshot(system: ProcessSystem, now: () => number): CostedSnapshot {
  let cost = 0;
  const timed = <Result>(look: () => Result): Result => {
    const began = now();
    const result = look();
    cost += now() - began;
    return result;
  };
  const marks = new Map<number, Mark | undefined>();
  return {
    rows: timed(system.list),
    markOf: (pid) => {
      if (!marks.has(pid))
        marks.set(
          pid,
          timed(() => system.markOf(pid)),
        );
      return marks.get(pid);
    },
    cost: () => cost,
  };
}
