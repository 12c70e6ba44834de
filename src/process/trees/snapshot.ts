import type { Mark, ProcessRow, ProcessSystem } from './process-system.ts';

/** All processes at one moment. Each mark is read once, when it is needed. */
export interface Snapshot {
  readonly rows: readonly ProcessRow[];
  markOf(pid: number): Mark | undefined;
}

/** Milliseconds; long enough that stopping many tasks at once reads `/proc` once, short enough to miss little. */
const shared = 25;

/** If reading all processes takes long, a snapshot is reused for this many times as long. */
const timesItsCost = 4;

/** Milliseconds. */
const longest = 500;

/**
 * @param now monotonic milliseconds
 * @returns a function that returns a recent snapshot, not taken before the given time
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

/** Stopping hundreds of tasks must not read all processes once for each task, however long a reading takes. */
function lifeOf(cost: number): number {
  return cost + Math.max(shared, Math.min(longest, timesItsCost * cost));
}

interface CostedSnapshot extends Snapshot {
  /** Milliseconds spent on reading it so far. */
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
