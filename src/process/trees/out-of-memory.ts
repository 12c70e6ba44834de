import { monotonic } from '../../base/monotonic.ts';
import { repeatTogether } from '../../base/together.ts';
import { attributeKills, type KilledTree, type MemoryKill, type SeenKill } from './attribute-kills.ts';
import { findOutOfMemoryCounter, type OutOfMemoryCounter } from './out-of-memory-counter.ts';

/** True if a process ended as one that the kernel killed: by SIGKILL, which a shell reports as exit code 137. */
export function isKill(exitCode: number | null, signal: string | null): boolean {
  return signal === 'SIGKILL' || exitCode === 137;
}

/** One step or service, watched for out-of-memory kills from its start to its end. */
export interface WatchedTree {
  /**
   * Call it once, at the exit, or if the program did not start. Resolves with whether the kernel killed it for memory.
   *
   * @param byKill it was killed (`isKill`), and not by Mission Runner
   * @param peak the largest resident size of its tree in bytes; undefined if it is not known
   */
  ended(byKill: boolean, peak: Promise<number | undefined>): Promise<MemoryKill>;
}

/**
 * Decides which of the killed trees were killed for memory. The signal alone proves nothing: any process may send it. The
 * kernel counts for our whole control group: this proves that some process in it was killed, not which one.
 *
 * So each counted kill is claimed by at most one tree: one that was running when the counter rose, and was killed soon
 * after. The kernel counts before it sends the signal, so what it counts after the end of a tree belongs to another one. If more trees were killed
 * at about the same time than the kernel has counted, one with at least twice the memory of the others claims first, because the kernel kills the
 * largest process. Otherwise, each of them is a possible victim, and none is named. A kill that no tree claims in time belonged to a process whose
 * task continued without it.
 */
export interface OutOfMemoryWatch {
  /** The file that is read; undefined if the kernel has no such counter: then no kill is ever proven. */
  readonly source: string | undefined;
  started(): WatchedTree;
  /** True if a kill was counted within the last seconds, whether it was claimed or not. */
  sawKill(): boolean;
}

export interface OutOfMemoryTimes {
  /** Milliseconds between two readings of the counter while something runs, unless the machine rests: the precision of the time of a kill. */
  readonly look: number;
  /** Milliseconds for which a kill can be claimed: a script may clean up before it exits with 137. */
  readonly claim: number;
  /** Milliseconds within which trees count as having ended at the same time: large ones take long to end. */
  readonly together: number;
  /** Milliseconds for which a reading is good enough for the next start: short tasks start hundreds of times a second. */
  readonly fresh: number;
}

const USUAL_TIMES: OutOfMemoryTimes = { look: 1000, claim: 10_000, together: 300, fresh: 10 };

interface Claim extends KilledTree {
  readonly decided: (kill: MemoryKill) => void;
}

export function createOutOfMemoryWatch(
  counter: OutOfMemoryCounter = findOutOfMemoryCounter(),
  times: OutOfMemoryTimes = USUAL_TIMES,
  now: () => number = monotonic,
  restLength?: () => number,
): OutOfMemoryWatch {
  let counted = counter.read();
  let total = 0;
  let running = 0;
  let lastSeen: number | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let unclaimed: SeenKill[] = [];
  let claims: Claim[] = [];
  let endLooking: (() => void) | undefined;

  function look(): void {
    const found = counter.read();
    const [seen, after] = [now(), looked];
    looked = seen;
    for (let more = (found ?? 0) - (counted ?? found ?? 0); more > 0; more -= 1) {
      total += 1;
      lastSeen = seen;
      unclaimed.push({ number: total, after, seen });
    }
    counted = found ?? counted;
    unclaimed = unclaimed.filter((kill) => seen - kill.seen <= times.claim);
  }

  function started(): WatchedTree {
    const start = now();
    if (start - looked >= times.fresh) look();
    const before = total;
    running += 1;
    if (counter.source !== undefined) endLooking ??= repeatTogether(times.look, look, restLength);
    return {
      ended: async (byKill, peak) => {
        running -= 1;
        // Most trees end well: the next start, the timer or `sawKill` looks then.
        if (byKill || running === 0) look();
        if (running === 0) {
          endLooking?.();
          endLooking = undefined;
        }
        const last = total;
        if (!byKill || !unclaimed.some(({ number }) => number > before)) return 'none';
        const bytes = await peak;
        return new Promise((decided) => {
          claims.push({ before, last, start, peak: bytes, decided });
          // If nothing else is running, no other tree can end together with it.
          if (claims.length === 1) setTimeout(decide, running === 0 ? 0 : times.together);
        });
      },
    };
  }

  function decide(): void {
    look();
    const { kinds, claimed } = attributeKills(claims, unclaimed);
    unclaimed = unclaimed.filter((kill) => !claimed.has(kill));
    for (const [claim, kind] of kinds) claim.decided(kind);
    claims = [];
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
