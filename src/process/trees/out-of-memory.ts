import { monotonic } from '../../base/monotonic.ts';
import { findOutOfMemoryCounter, type OutOfMemoryCounter } from './out-of-memory-counter.ts';

/** True for ends such as those of a process that the kernel killed: by KILL, which a shell around it reports as 137. */
export function isKill(exitCode: number | null, signal: string | null): boolean {
  return signal === 'SIGKILL' || exitCode === 137;
}

/** One step or service, from its start to its end, as far as kills for memory are concerned. */
export interface WatchedTree {
  /**
   * To be called once, at its exit, or if it did not start. Resolves with true if the kernel killed it for memory.
   *
   * @param byKill its end is a kill (`isKill`) that we did not send
   * @param peak bytes that its tree had resident at most; undefined if that is not known
   */
  ended(byKill: boolean, peak: Promise<number | undefined>): Promise<boolean>;
}

/**
 * Which of the trees that end by a kill were killed for memory. A kill signal alone proves nothing: any process may send
 * one. The kernel's counter is that of our control group: it proves that some process in it was killed, not which one.
 *
 * So each kill of the counter is claimed by one tree at most: by one that was running when the counter rose, that ended as
 * a killed one does, and that ended soon after. If several ended so at about the same time, those that had the most memory
 * claim first, as the kernel kills what has the most. A kill that no tree claims in time belonged to a process whose task
 * went on without it.
 */
export interface OutOfMemoryWatch {
  /** The file that is read; undefined if the kernel has no such counter, so that nothing is ever proven. */
  readonly source: string | undefined;
  started(): WatchedTree;
  /** True if a kill was counted within the last seconds, whether it was claimed or not. */
  sawKill(): boolean;
}

export interface OutOfMemoryTimes {
  /** Milliseconds between two looks at the counter while something runs: how exactly the time of a kill is known. */
  readonly look: number;
  /** Milliseconds for which a kill can be claimed: a script may clean up before it passes 137 on. */
  readonly claim: number;
  /** Milliseconds in which other trees that end count as having ended at the same time: large ones take long to end. */
  readonly together: number;
}

const USUAL_TIMES: OutOfMemoryTimes = { look: 1000, claim: 10_000, together: 300 };

interface Kill {
  /** 1 for the first one that was counted after the watch began. */
  readonly number: number;
  /** When it was first seen, monotonic milliseconds. */
  readonly seen: number;
}

interface Claim {
  /** How many kills had been counted when the tree started. */
  readonly before: number;
  readonly peak: number;
  readonly decided: (isProven: boolean) => void;
}

export function createOutOfMemoryWatch(
  counter: OutOfMemoryCounter = findOutOfMemoryCounter(),
  times: OutOfMemoryTimes = USUAL_TIMES,
  now: () => number = monotonic,
): OutOfMemoryWatch {
  let counted = counter.read();
  let total = 0;
  let running = 0;
  let lastSeen: number | undefined;
  let unclaimed: Kill[] = [];
  let claims: Claim[] = [];
  let looking: NodeJS.Timeout | undefined;

  function look(): void {
    const found = counter.read();
    const seen = now();
    for (let more = (found ?? 0) - (counted ?? found ?? 0); more > 0; more -= 1) {
      total += 1;
      lastSeen = seen;
      unclaimed.push({ number: total, seen });
    }
    counted = found ?? counted;
    unclaimed = unclaimed.filter((kill) => seen - kill.seen <= times.claim);
  }

  function started(): WatchedTree {
    look();
    const before = total;
    running += 1;
    if (counter.source !== undefined) looking ??= setInterval(look, times.look).unref();
    return {
      ended: async (byKill, peak) => {
        look();
        running -= 1;
        if (running === 0) {
          clearInterval(looking);
          looking = undefined;
        }
        if (!byKill || !unclaimed.some(({ number }) => number > before)) return false;
        const bytes = (await peak) ?? 0;
        return new Promise((decided) => {
          claims.push({ before, peak: bytes, decided });
          // With nothing else running, nothing else can end together with it.
          if (claims.length === 1) setTimeout(decide, running === 0 ? 0 : times.together);
        });
      },
    };
  }

  function decide(): void {
    look();
    const all = claims.toSorted((one, other) => other.peak - one.peak);
    claims = [];
    for (const { before, decided } of all) {
      const found = unclaimed.findIndex(({ number }) => number > before);
      if (found >= 0) unclaimed.splice(found, 1);
      decided(found >= 0);
    }
  }

  return {
    source: counter.source,
    started,
    sawKill: () => {
      look();
      return lastSeen !== undefined && now() - lastSeen <= times.claim;
    },
  };
}
