import type { Amount } from './measure/constraints.ts';
import type { LookAtMemory } from './measure/memory.ts';

export interface MemoryWatchOptions {
  /** Percent of a constraint's memory. */
  readonly critical: number;
  readonly look: LookAtMemory;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /**
   * Called when the share of a constraint has passed `critical`, and again when it has grown since the newest window. Also called if it
   * has grown so that it would be full within 300 ms at its present rate.
   */
  readonly passed: () => void;
  /** While the machine rests: milliseconds that may pass until the next look, or 0 if not more than otherwise. Absent: until the end of the window. */
  readonly restLook?: (amounts: readonly Amount[]) => number;
  /** Milliseconds that such a pause takes: at most as many as its argument. Absent: as many. */
  readonly lengthOf?: (pause: number) => number;
}

export interface MemoryWatch {
  start(): void;
  /**
   * A window has ended with this percentage of memory; undefined if it is not known.
   *
   * @param rest milliseconds until the end of the next one if the machine rests, else 0
   */
  windowEnded(memory: number | undefined, rest?: number): void;
  stop(): void;
}

/** Milliseconds between two looks: if little is left until `critical`, if memory grows, if it does not, and at most, unless the machine rests. */
const NEAR = 50;
const GROWING = 250;
const RESTING = 500;
const FARTHEST = 1500;

/** Milliseconds. Timers count whole ones, so one that is due at the end of a window may ring just before it. */
const SLACK = 2;

/** Milliseconds. Memory that would need longer to become critical at its present rate rests. */
const SOON = 10_000;

/** Bytes, and part of the capacity: if less is left until `critical`, one allocation could pass it before the next look. */
const CLOSE = 512 * 2 ** 20;
const CLOSE_PART = 0.2;

/** Bytes a millisecond: programs on several CPUs can hardly fill memory faster than 4 GiB a second. */
const FASTEST = 2 ** 32 / 1000;

/** Milliseconds. Memory that would be full sooner at its present rate is reported below `critical` too: passing that may be too late. */
const FULL_SOON = 300;

/** Percent of a constraint: above `critical`, or if it is full soon, a growth of this much since the newest window is reported. */
const GROWTH = 0.5;

/**
 * Looks at the memory between the ends of windows: a program can fill a machine in less than a window. Each end of a window is a look
 * too. So if much memory is left, there is no look in between, and the process does not wake up for it. While the machine rests, windows are long, and
 * there are only as many looks in between as are needed to see memory before it becomes critical. The timer does not keep the process alive.
 */
export function createMemoryWatch(options: MemoryWatchOptions): MemoryWatch {
  const { critical, look, now, passed, restLook, lengthOf = (pause) => pause } = options;
  let timer: NodeJS.Timeout | undefined;
  /** The highest share that is already in a reading. */
  let known = 0;
  let before: { readonly at: number; readonly amounts: readonly Amount[] } | undefined;
  /** Bytes a millisecond, of each constraint. Falls by half with each look, so that a pause in the growth is no end of it. */
  let rates: readonly number[] = [];
  /** The end of the window in progress, if the machine rests. */
  let restEnd = 0;

  function watch(): void {
    const highest = lookAgain();
    const hasGrown = highest >= known + GROWTH;
    const hasPassed = highest >= critical && (known < critical || hasGrown);
    if (!hasPassed && !(hasGrown && isFullSoon())) return;
    known = highest;
    passed();
  }

  /** Returns the highest share in percent. Like the figure of a reading it is at most 100, although `memory.high` can be exceeded. */
  function lookAgain(): number {
    const at = now();
    const amounts = look(critical);
    rates = amounts.map((amount, index) => Math.max(growth(amount, index, at), (rates[index] ?? 0) / 2));
    before = { at, amounts };
    forget();
    timer = setTimeout(watch, Math.min(longestPause(amounts, restEnd - at), ...amounts.map(distanceOf))).unref();
    return Math.min(100, Math.max(0, ...amounts.map(({ capacity, used = 0 }) => (100 * used) / capacity)));
  }

  /** @param left milliseconds until the end of a window at rest; not above 0 if the machine does not rest */
  function longestPause(amounts: readonly Amount[], left: number): number {
    const length = left <= 0 ? 0 : (restLook?.(amounts) ?? left);
    if (length === 0) return FARTHEST;
    // The end of the window is a look too. The timer is needed only if it does not come.
    return length + SLACK >= left ? 1.5 * left : lengthOf(length);
  }

  /** If a timer that does not keep the process alive is cleared, Node still wakes up at its time: only for others it forgets that. */
  function forget(): void {
    clearTimeout(timer?.ref());
  }

  function isFullSoon(): boolean {
    return (before?.amounts ?? []).some(
      ({ capacity, used = 0 }, index) => used < capacity && used + FULL_SOON * (rates[index] ?? 0) >= capacity,
    );
  }

  function growth({ capacity, used }: Amount, index: number, at: number): number {
    const earlier = before?.amounts[index];
    // After a change of limits, the same place may belong to another constraint.
    if (before === undefined || earlier?.used === undefined || used === undefined || earlier.capacity !== capacity)
      return 0;
    return Math.max(0, used - earlier.used) / Math.max(1, at - before.at);
  }

  /** Milliseconds until the next look. */
  function distanceOf({ capacity, used = 0 }: Amount, index: number): number {
    const left = (critical / 100) * capacity - used;
    // Growth may accelerate: a second program may start, or the first may have paused in the time that was measured.
    const rate = 2 * (rates[index] ?? 0);
    if (left <= Math.max(Math.min(CLOSE, CLOSE_PART * capacity), GROWING * rate)) return NEAR;
    return Math.max(left <= SOON * rate ? GROWING : RESTING, left / Math.max(FASTEST, rate));
  }

  return {
    start: () => lookAgain(),
    windowEnded: (memory, rest = 0) => {
      restEnd = now() + rest;
      lookAgain();
      if (memory !== undefined) known = memory;
    },
    stop: forget,
  };
}
