import type { Mark, ProcessRow, ProcessSystem } from './process-system.ts';

/** All processes at one moment; marks are read when asked for, once. */
export interface Snapshot {
  readonly rows: readonly ProcessRow[];
  markOf(pid: number): Mark | undefined;
}

/** Milliseconds; long enough that stopping many tasks at once reads `/proc` once, short enough to miss little. */
const shared = 25;

/**
 * @param now monotonic milliseconds
 * @returns gives a snapshot that is at most a moment old and was not taken before that time
 */
export function createSnapshots(system: ProcessSystem, now: () => number): (notBefore: number) => Snapshot {
  let last: { readonly at: number; readonly snapshot: Snapshot } | undefined;
  return (notBefore) => {
    const at = now();
    if (last !== undefined && last.at >= notBefore && at - last.at < shared) return last.snapshot;
    const snapshot = takeSnapshot(system);
    last = { at, snapshot };
    return snapshot;
  };
}

function takeSnapshot(system: ProcessSystem): Snapshot {
  const marks = new Map<number, Mark | undefined>();
  return {
    rows: system.list(),
    markOf: (pid) => {
      if (!marks.has(pid)) marks.set(pid, system.markOf(pid));
      return marks.get(pid);
    },
  };
}
