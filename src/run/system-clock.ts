import { monotonic } from '../base/monotonic.ts';
import type { Clock } from '../ports/ports.ts';

/** Longest delay of setTimeout in milliseconds; with a longer one it would fire immediately. */
const LONGEST = 2 ** 31 - 1;

/**
 * A monotonic clock in milliseconds: changes of the wall clock do not affect durations.
 *
 * @param from its time now
 */
export function systemClock(from = 0): Clock {
  const start = monotonic() - from;
  const now = (): number => Math.round((monotonic() - start) * 10) / 10;
  let timer: NodeJS.Timeout | undefined;
  const alarm = (at: number | undefined, ring: () => void): void => {
    clearTimeout(timer);
    if (at === undefined) return;
    const wait = Math.min(LONGEST, Math.max(0, Math.ceil(at - now())));
    timer = setTimeout(() => {
      // Timers may fire slightly early, and a wait of weeks is divided into several timers.
      if (now() < at) alarm(at, ring);
      else ring();
    }, wait);
  };
  return { now, alarm };
}
